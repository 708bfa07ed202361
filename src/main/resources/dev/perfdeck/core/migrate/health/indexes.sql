-- All indexes of users' tables, the largest first. A relation that somebody locks exclusively, or waits to, is not
-- measured, and its definition stays empty: asking for its size, or spelling its columns, would wait behind them.
WITH uses AS (
    SELECT conindid,
           max(conname) FILTER (WHERE contype IN ('p', 'u', 'x')) AS constraint_name,
           count(*) FILTER (WHERE contype = 'f' AND conparentid = 0) AS referenced
    FROM pg_constraint WHERE conindid <> 0 GROUP BY conindid),
locked AS (
    SELECT DISTINCT relation FROM pg_locks
    WHERE locktype = 'relation' AND mode = 'AccessExclusiveLock'
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())),
builds AS (SELECT DISTINCT index_relid FROM pg_stat_progress_create_index WHERE index_relid <> 0)
SELECT /* perfdeck */ i.indexrelid::bigint AS oid,
       i.indrelid::bigint AS table_oid,
       CASE WHEN c.relispartition THEN pg_partition_root(i.indexrelid)::oid::bigint ELSE i.indexrelid::bigint END AS root,
       n.nspname AS schema, t.relname AS "table", c.relname AS name,
       format('%I.%I', n.nspname, c.relname) AS qualified,
       format('%I.%I', n.nspname, t.relname) AS qualified_table,
       c.relkind = 'I' AS partitioned,
       m.amname AS method,
       CASE WHEN i.indrelid IN (SELECT relation FROM locked) THEN '' ELSE pg_get_indexdef(i.indexrelid) END AS definition,
       ARRAY(SELECT CASE WHEN i.indrelid IN (SELECT relation FROM locked) THEN a.attname
                         ELSE pg_get_indexdef(i.indexrelid, a.attnum, false) END
             FROM pg_attribute a WHERE a.attrelid = i.indexrelid ORDER BY a.attnum) AS columns,
       i.indnkeyatts AS keys,
       i.indclass::text AS opclasses, i.indcollation::text AS collations, i.indoption::text AS options,
       CASE WHEN i.indpred IS NULL OR i.indrelid IN (SELECT relation FROM locked) THEN ''
            ELSE pg_get_expr(i.indpred, i.indrelid) END AS predicate,
       i.indexprs IS NOT NULL AS expressions,
       i.indisunique AS "unique", i.indisprimary AS "primary", i.indisexclusion AS exclusion,
       ${nullsnotdistinct} AS nulls_not_distinct,
       i.indisvalid AND i.indislive AS valid, i.indisready AS ready,
       i.indisreplident AS replica_identity, i.indisclustered AS clustered,
       coalesce(u.constraint_name, '') AS constraint_name,
       coalesce(u.referenced, 0) AS referenced,
       coalesce((SELECT e.extname FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
                 WHERE d.classid = 'pg_class'::regclass AND d.objid = i.indrelid AND d.deptype = 'e'
                   AND d.refclassid = 'pg_extension'::regclass LIMIT 1), '') AS extension,
       coalesce((SELECT s.spcname FROM pg_tablespace s WHERE s.oid = c.reltablespace), '') AS tablespace,
       CASE WHEN i.indexrelid IN (SELECT relation FROM locked) THEN -1
            ELSE coalesce(pg_relation_size(i.indexrelid), -1) END AS bytes,
       CASE WHEN i.indrelid IN (SELECT relation FROM locked) THEN -1
            ELSE coalesce(pg_relation_size(i.indrelid), -1) END AS table_bytes,
       coalesce(pg_stat_get_numscans(i.indexrelid), 0) AS scans,
       ${lastscan} AS last_scan,
       coalesce(pg_stat_get_tuples_inserted(i.indrelid), 0) + coalesce(pg_stat_get_tuples_updated(i.indrelid), 0)
           + coalesce(pg_stat_get_tuples_deleted(i.indrelid), 0) AS writes,
       EXISTS (SELECT FROM builds b WHERE b.index_relid = i.indexrelid)
           OR (NOT i.indisvalid AND c.relkind = 'i' AND EXISTS (
                SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid)
                WHERE l.locktype = 'relation' AND l.relation = i.indrelid AND l.granted
                  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND l.mode = 'ShareUpdateExclusiveLock' AND a.usesysid IS NOT NULL
                  AND l.pid <> pg_backend_pid())) AS building
FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_class t ON t.oid = i.indrelid
JOIN pg_namespace n ON n.oid = t.relnamespace
JOIN pg_am m ON m.oid = c.relam
LEFT JOIN uses u ON u.conindid = i.indexrelid
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
ORDER BY c.relkind = 'I' DESC, c.relpages DESC, i.indexrelid
LIMIT ?
