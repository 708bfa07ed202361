select extract(epoch from pg_catalog.now() - stats_reset)::float8 from pg_stat_statements_info
