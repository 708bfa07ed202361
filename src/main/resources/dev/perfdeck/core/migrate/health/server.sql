-- Since when scans are counted, and who else may use the indexes. Fixed statistics are set back by a crash, which
-- leaves the database's own date empty; so the later of what is known counts.
SELECT /* perfdeck */ clock_timestamp() AS at,
       pg_is_in_recovery() AS standby,
       coalesce(d.stats_reset, b.stats_reset) AS counted_since,
       current_setting('track_counts')::boolean AS counts,
       current_user AS role,
       (SELECT count(*) FROM pg_stat_replication r
        WHERE r.state IS DISTINCT FROM 'backup'
          AND NOT EXISTS (SELECT FROM pg_replication_slots s WHERE s.slot_type = 'logical' AND s.active_pid = r.pid))
     + (SELECT count(*) FROM pg_replication_slots s WHERE s.slot_type = 'physical' AND NOT s.active) AS standbys
FROM pg_stat_bgwriter b
LEFT JOIN pg_stat_database d ON d.datname = current_database()
