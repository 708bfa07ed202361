-- Foreign keys whose columns no valid index begins with, in whatever order: each delete of the other side reads the
-- table whole. A partial index counts where it leaves out nothing but nulls. Parts of partitioned tables are seen
-- through their parent.
WITH locked AS (
    SELECT DISTINCT relation FROM pg_locks
    WHERE locktype = 'relation' AND mode = 'AccessExclusiveLock'
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
SELECT /* perfdeck */ con.conname AS name,
       n.nspname AS schema, t.relname AS "table", format('%I.%I', n.nspname, t.relname) AS qualified_table,
       t.relkind = 'p' AS partitioned,
       (SELECT array_agg(a.attname::text ORDER BY k.place) FROM unnest(con.conkey) WITH ORDINALITY k(attnum, place)
        JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = k.attnum) AS columns,
       (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY k.place)
        FROM unnest(con.conkey) WITH ORDINALITY k(attnum, place)
        JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = k.attnum) AS quoted,
       CASE WHEN t.relkind = 'p'
            THEN (SELECT coalesce(sum(greatest(p.reltuples, 0)), 0) FROM pg_partition_tree(t.oid) x
                  JOIN pg_class p ON p.oid = x.relid WHERE x.isleaf)
            ELSE t.reltuples END AS rows,
       CASE WHEN t.relkind = 'p'
            THEN (SELECT coalesce(sum(p.relpages::bigint), 0) FROM pg_partition_tree(t.oid) x
                  JOIN pg_class p ON p.oid = x.relid WHERE x.isleaf)
            ELSE t.relpages END * current_setting('block_size')::bigint AS bytes,
       CASE WHEN rn.nspname = 'public' THEN r.relname::text ELSE rn.nspname || '.' || r.relname END AS referenced,
       coalesce(pg_stat_get_tuples_deleted(con.confrelid), 0) AS deletes,
       coalesce(pg_stat_get_tuples_inserted(t.oid), 0) + coalesce(pg_stat_get_tuples_updated(t.oid), 0)
           + coalesce(pg_stat_get_tuples_deleted(t.oid), 0) AS writes,
       ARRAY(SELECT format('%I.%I', pn.nspname, p.relname)
             FROM pg_partition_tree(CASE WHEN t.relkind = 'p' THEN t.oid END) x
             JOIN pg_class p ON p.oid = x.relid AND p.relkind = 'r'
             JOIN pg_namespace pn ON pn.oid = p.relnamespace
             WHERE x.isleaf ORDER BY 1 LIMIT 100) AS leaves
FROM pg_constraint con
JOIN pg_class t ON t.oid = con.conrelid
JOIN pg_namespace n ON n.oid = t.relnamespace
JOIN pg_class r ON r.oid = con.confrelid
JOIN pg_namespace rn ON rn.oid = r.relnamespace
WHERE con.contype = 'f' AND con.conparentid = 0 AND NOT t.relispartition
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
  AND NOT EXISTS (
    SELECT FROM pg_index i
    JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_am m ON m.oid = c.relam
    WHERE i.indrelid = con.conrelid AND i.indisvalid AND m.amname IN ('btree', 'hash')
      AND i.indnkeyatts >= cardinality(con.conkey)
      AND (i.indkey::int2[])[0:cardinality(con.conkey) - 1] @> con.conkey
      AND (i.indkey::int2[])[0:cardinality(con.conkey) - 1] <@ con.conkey
      AND CASE WHEN i.indpred IS NULL OR EXISTS (SELECT FROM locked l WHERE l.relation = con.conrelid) THEN true
               ELSE pg_get_expr(i.indpred, i.indrelid) IN (
                    SELECT format('(%I IS NOT NULL)', a.attname) FROM pg_attribute a
                    WHERE a.attrelid = con.conrelid AND a.attnum = ANY (con.conkey)) END)
ORDER BY t.relpages DESC, con.conname
LIMIT ?
