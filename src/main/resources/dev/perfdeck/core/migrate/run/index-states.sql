-- How the indexes of migrations stand. An invalid one is under way while its build is reported, or while somebody holds
-- the lock of a concurrent build on its table. A partitioned index is invalid until all its parts are attached.
SELECT w.key, coalesce(n.nspname, '') AS schema, coalesce(i.indrelid::regclass::text, '') AS tbl, c.relkind,
       i.indexrelid IS NOT NULL AS there, coalesce(i.indisvalid AND i.indisready, false) AS valid,
       coalesce(pg_get_indexdef(i.indexrelid), '') AS definition,
       CASE WHEN i.indisvalid AND i.indisready OR i.indexrelid IS NULL THEN 0
            ELSE coalesce(
                (SELECT p.pid FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid LIMIT 1),
                (SELECT l.pid FROM pg_locks l JOIN pg_stat_activity a USING (pid)
                 WHERE l.locktype = 'relation' AND l.relation = i.indrelid AND l.granted
                   AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                   AND l.mode = 'ShareUpdateExclusiveLock' AND a.usesysid IS NOT NULL AND l.pid <> pg_backend_pid()
                 LIMIT 1), 0)
       END AS builder
FROM unnest(?::text[]) WITH ORDINALITY AS w(key, place)
LEFT JOIN pg_class c ON c.oid = to_regclass(w.key)
LEFT JOIN pg_index i ON i.indexrelid = c.oid
LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
ORDER BY w.place
