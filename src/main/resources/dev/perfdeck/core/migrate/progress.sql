-- What one backend is doing and whom it waits for; no row once it is gone. String literals of the other's query are blanked.
SELECT /* perfdeck */ coalesce(p.phase, '') AS phase,
       CASE WHEN p.phase LIKE '%tuples%' AND p.tuples_total > 0 THEN 100.0 * p.tuples_done / p.tuples_total
            WHEN p.phase NOT LIKE 'waiting%' AND p.blocks_total > 0 THEN 100.0 * p.blocks_done / p.blocks_total
       END AS percent,
       b.pid AS locker,
       b.backend_start AS started,
       coalesce(b.application_name, '') AS application,
       coalesce(b.usename, '') AS role,
       coalesce(b.state, '') AS state,
       extract(epoch FROM clock_timestamp() - coalesce(b.xact_start, b.state_change)) AS seconds,
       left(regexp_replace(coalesce(b.query, ''), '''[^'']*''', '''…''', 'g'), 80) AS query
FROM pg_stat_activity a
LEFT JOIN pg_stat_progress_create_index p ON p.pid = a.pid
LEFT JOIN pg_stat_activity b ON b.pid = coalesce(
    nullif(p.current_locker_pid, 0),
    CASE WHEN a.wait_event_type = 'Lock' THEN (pg_blocking_pids(a.pid))[1] END)
WHERE a.pid = ? AND a.backend_start IS NOT DISTINCT FROM coalesce(?, a.backend_start)
