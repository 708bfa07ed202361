-- expects: renaming-table at 2
ALTER TABLE audit_log RENAME TO audit_entries;
