-- Bytes that an index on these columns takes, roughly: rows times the average width, its tuple header and a tenth of room.
SELECT (greatest(c.reltuples, 0) * (16 + coalesce(sum(s.avg_width), 8)) * 1.1)::bigint AS predicted,
       pg_size_pretty((greatest(c.reltuples, 0) * (16 + coalesce(sum(s.avg_width), 8)) * 1.1)::bigint) AS words
FROM pg_class c
LEFT JOIN pg_stats s ON s.schemaname = c.relnamespace::regnamespace::text AND s.tablename = c.relname AND s.attname = ANY (?::text[])
WHERE c.oid = to_regclass(?)
GROUP BY c.oid, c.reltuples
