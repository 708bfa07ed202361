-- What Flyway's own placeholders stand for.
SELECT coalesce(current_schema(), '') AS schema, current_user AS role, current_database() AS database
