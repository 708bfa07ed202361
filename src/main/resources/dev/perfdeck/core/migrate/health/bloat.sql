-- How many pages a B-tree's entries would need, from the planner's statistics: the estimate of
-- github.com/ioguix/pgsql-bloat-estimation (btree/btree_bloat.sql), which check_postgres and pgHero use too. An entry is
-- a header (8 bytes, 16 with a null bitmap), the columns' mean widths, both rounded up to 8, and a line pointer of 4; a
-- page has 24 bytes of header and 16 of B-tree's own. Inner pages are left out, and so are the savings by
-- deduplication (PostgreSQL 13+), which let bloat look smaller than it is, never larger.
-- `known` is false where a column has no statistics, or none that this role may read.
WITH large AS (
    SELECT i.indexrelid, i.indrelid, i.indkey, n.nspname, t.relname AS table_name, c.relname AS index_name,
           c.relpages, c.reltuples, current_setting('block_size')::numeric AS block,
           coalesce(substring(array_to_string(c.reloptions, ' ') FROM 'fillfactor=([0-9]+)')::numeric, 90) AS fill
    FROM pg_index i
    JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_class t ON t.oid = i.indrelid
    JOIN pg_namespace n ON n.oid = t.relnamespace
    JOIN pg_am m ON m.oid = c.relam
    WHERE m.amname = 'btree' AND c.relkind = 'i' AND i.indisvalid AND c.reltuples >= 0
      AND c.relpages * current_setting('block_size')::bigint >= ?
      AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
    ORDER BY c.relpages DESC
    LIMIT ?),
widths AS (
    SELECT l.indexrelid,
           bool_and(s.avg_width IS NOT NULL AND a.atttypid <> 'name'::regtype) AS known,
           max(coalesce(s.null_frac, 0)) > 0 AS nulls,
           sum((1 - coalesce(s.null_frac, 0)) * coalesce(s.avg_width, 0))::numeric AS width
    FROM large l
    JOIN pg_attribute a ON a.attrelid = l.indexrelid
    LEFT JOIN pg_attribute ta
           ON ta.attrelid = l.indrelid AND ta.attnum = l.indkey[a.attnum - 1] AND l.indkey[a.attnum - 1] <> 0
    LEFT JOIN pg_stats s ON s.schemaname = l.nspname AND NOT s.inherited
          AND s.tablename = CASE WHEN ta.attnum IS NULL THEN l.index_name ELSE l.table_name END
          AND s.attname = coalesce(ta.attname, a.attname)
    GROUP BY l.indexrelid),
tuples AS (
    SELECT l.*, w.known,
           4 + CASE WHEN w.nulls THEN 16 ELSE 8 END + 8 * ceil(w.width / 8) AS tuple
    FROM large l JOIN widths w USING (indexrelid)),
estimates AS (
    SELECT t.*, 1 + ceil(t.reltuples::numeric / greatest(1, floor((t.block - 40) * t.fill / (100 * t.tuple)))) AS pages
    FROM tuples t)
SELECT /* perfdeck */ indexrelid::bigint AS oid, known, fill::int AS fill,
       (relpages * block)::bigint AS bytes, ((relpages - pages) * block)::bigint AS wasted
FROM estimates
WHERE NOT known OR ((relpages - pages) * block >= ? AND relpages - pages >= ? * relpages)
ORDER BY wasted DESC
