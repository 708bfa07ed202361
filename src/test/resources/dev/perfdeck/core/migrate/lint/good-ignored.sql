-- expects:
-- perfdeck:ignore ban-drop-table replaced by audit_entries in 4.2
DROP TABLE audit_log;
ALTER TABLE orders DROP COLUMN note; -- perfdeck:ignore ban-drop-column, require-lock-timeout nobody reads it since 4.1
