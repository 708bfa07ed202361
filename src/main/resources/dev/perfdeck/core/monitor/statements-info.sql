select /* perfdeck */ dealloc, stats_reset::text from ${schema}.pg_stat_statements_info
