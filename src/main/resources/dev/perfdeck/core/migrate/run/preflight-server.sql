-- What of the server itself stops or delays changes, one row each: weight, check, what, owner, remedy.
SELECT 'BLOCKING' AS weight, 'standby' AS "check", 'this server is a standby and only reads' AS what, 0 AS owner,
       'Connect to the primary server.' AS remedy
WHERE pg_is_in_recovery()
UNION ALL
SELECT 'BLOCKING', 'read-only', 'sessions of this database only read (default_transaction_read_only)', 0,
       format('ALTER DATABASE %I RESET default_transaction_read_only;', current_database())
FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase AND d.datname = current_database()
WHERE 'default_transaction_read_only=on' = ANY (s.setconfig)
UNION ALL
(SELECT 'WARNING', 'old-snapshot',
       format('pid %s (%s, role %s) %s for %s s; a concurrent build has to wait for it', pid,
              coalesce(nullif(application_name, ''), 'unnamed application'), usename, state,
              extract(epoch FROM clock_timestamp() - xact_start)::bigint),
       pid, format('SELECT pg_terminate_backend(%s);', pid)
FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
  AND (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL) AND xact_start < clock_timestamp() - interval '5 seconds'
ORDER BY xact_start LIMIT 20)
UNION ALL
(SELECT 'WARNING', 'prepared-transaction',
       format('the prepared transaction %s of %s is open since %s; a concurrent build waits for it without end', gid, owner,
              to_char(prepared, 'YYYY-MM-DD HH24:MI:SS')),
       0, format('ROLLBACK PREPARED %L;', gid)
FROM pg_prepared_xacts WHERE database = current_database() ORDER BY prepared LIMIT 20)
UNION ALL
(SELECT 'WARNING', 'replica-lag',
       format('the replica %s is %s behind; a build writes as much WAL as the index is large', coalesce(nullif(application_name, ''), client_addr::text),
              pg_size_pretty(pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_current_wal_lsn() END, replay_lsn))),
       pid, 'Wait until it has caught up.'
FROM pg_stat_replication
WHERE replay_lsn IS NOT NULL AND NOT pg_is_in_recovery()
  AND pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_current_wal_lsn() END, replay_lsn) > 64 * 1024 * 1024
LIMIT 20)
UNION ALL
(SELECT 'BLOCKING', 'another-console',
       format('%s, role %s (pid %s), changes migrations now', coalesce(nullif(a.application_name, ''), 'another console'), a.usename, l.pid),
       l.pid, 'Wait until that run has ended.'
FROM pg_locks l LEFT JOIN pg_stat_activity a USING (pid)
WHERE l.locktype = 'advisory' AND l.granted AND l.classid::bigint = 1885758571 AND l.objid::bigint = 1 AND l.objsubid = 2
  AND l.pid <> pg_backend_pid() AND l.pid <> ALL (?::int[])
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
LIMIT 1)
