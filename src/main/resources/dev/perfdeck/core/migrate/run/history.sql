-- Flyway writes installed_on in the session's time zone, without saying which.
SELECT installed_rank, coalesce(version, '') AS version, description, type, script, checksum,
       installed_on AT TIME ZONE current_setting('TimeZone') AS installed_on, success
FROM {table}
ORDER BY installed_rank
