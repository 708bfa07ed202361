SELECT version FROM perfdeck_schema_history WHERE success AND version IS NOT NULL
