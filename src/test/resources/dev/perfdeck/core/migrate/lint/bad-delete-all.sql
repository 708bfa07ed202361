-- expects: updating-whole-table at 2
DELETE FROM audit_log;
