-- expects: truncating-table at 2
TRUNCATE audit_log;
