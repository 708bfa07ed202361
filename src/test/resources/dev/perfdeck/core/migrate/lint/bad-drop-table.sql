-- expects: ban-drop-table at 2
DROP TABLE audit_log;
