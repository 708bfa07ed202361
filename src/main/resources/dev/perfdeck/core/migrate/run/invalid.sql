-- Invalid indexes that nobody is building; a partitioned one is invalid by design until all its parts are attached.
SELECT n.nspname AS schema, c.relname AS name, format('%I.%I', n.nspname, c.relname) AS key,
       i.indrelid::regclass::text AS tbl, pg_get_indexdef(i.indexrelid) AS definition, i.indisunique AS is_unique
FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid AND c.relkind = 'i'
JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname NOT LIKE 'pg\_%'
WHERE NOT (i.indisvalid AND i.indisready)
  AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.relid = i.indrelid)
  AND NOT EXISTS (SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid)
                  WHERE l.locktype = 'relation' AND l.relation = i.indrelid AND l.granted
                    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                    AND l.mode = 'ShareUpdateExclusiveLock' AND a.usesysid IS NOT NULL)
ORDER BY 1, 2
LIMIT 200
