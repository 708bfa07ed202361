SELECT to_regclass('perfdeck_schema_history') IS NOT NULL
