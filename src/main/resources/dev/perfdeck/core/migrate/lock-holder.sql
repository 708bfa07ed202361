SELECT l.pid, coalesce(a.application_name, '') AS application, coalesce(a.usename, '') AS role,
       coalesce(host(a.client_addr), 'local') AS client, a.backend_start
FROM pg_locks l
LEFT JOIN pg_stat_activity a USING (pid)
WHERE l.locktype = 'advisory' AND l.granted AND l.classid::bigint = ? AND l.objid::bigint = ? AND l.objsubid = 2
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
