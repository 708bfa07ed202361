DELETE FROM perfdeck_schema_history WHERE NOT success AND version = ANY (?)
