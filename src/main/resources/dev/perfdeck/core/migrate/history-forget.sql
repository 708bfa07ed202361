DELETE FROM perfdeck_schema_history WHERE version = ?
