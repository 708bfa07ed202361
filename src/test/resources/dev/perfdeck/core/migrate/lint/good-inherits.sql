-- expects:
CREATE TABLE audit_archive () INHERITS (audit_log);
ALTER TABLE audit_archive NO INHERIT audit_log;
