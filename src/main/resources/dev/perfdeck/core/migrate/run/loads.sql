-- How large the tables are and how much is written to them, averaged since the statistics began.
SELECT w.relation, pg_table_size(c.oid) AS bytes, greatest(c.reltuples, 0)::bigint AS row_count,
       (s.n_tup_ins + s.n_tup_upd + s.n_tup_del)
           / nullif(extract(epoch FROM now() - coalesce(d.stats_reset, pg_postmaster_start_time())), 0) AS writes
FROM unnest(?::text[]) AS w(relation)
JOIN pg_class c ON c.oid = to_regclass(w.relation) AND c.relkind IN ('r', 'p', 'm')
LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid
LEFT JOIN pg_stat_database d ON d.datname = current_database()
