-- expects: ignore-needs-reason at 2, ban-drop-table at 3
-- perfdeck:ignore ban-drop-table
DROP TABLE audit_log;
