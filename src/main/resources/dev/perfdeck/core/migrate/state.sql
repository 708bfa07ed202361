-- How each wanted index stands, in one cheap statement: it is asked every few seconds.
-- An index lives in the schema of its table. An invalid one is still being built while a session reports so or holds the
-- lock of a concurrent build on the table (progress rows of other roles may be hidden from us; locks never are).
SELECT /* perfdeck */ w.name,
       t.oid IS NOT NULL AS table_exists,
       c.oid IS NOT NULL AS name_taken,
       coalesce(i.indrelid = t.oid, false) AS on_table,
       coalesce(i.indisvalid AND i.indisready, false) AS valid,
       coalesce(pg_get_indexdef(i.indexrelid), '') AS definition,
       CASE WHEN i.indisvalid AND i.indisready OR i.indexrelid IS NULL THEN NULL
            ELSE coalesce(
                (SELECT p.pid FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid LIMIT 1),
                (SELECT l.pid FROM pg_locks l JOIN pg_stat_activity a USING (pid)
                 WHERE l.locktype = 'relation' AND l.relation = t.oid AND l.granted
                   AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                   AND l.mode = 'ShareUpdateExclusiveLock' AND a.usesysid IS NOT NULL AND l.pid <> pg_backend_pid()
                 LIMIT 1))
       END AS builder
FROM unnest(?::text[], ?::text[]) WITH ORDINALITY AS w(name, tbl, place)
LEFT JOIN pg_class t ON t.oid = to_regclass(w.tbl)
LEFT JOIN pg_class c ON c.relname = w.name AND c.relnamespace = t.relnamespace
LEFT JOIN pg_index i ON i.indexrelid = c.oid
ORDER BY w.place
