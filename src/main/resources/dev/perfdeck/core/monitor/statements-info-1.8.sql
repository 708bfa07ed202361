select /* perfdeck */ -1::int8 as dealloc, '' as stats_reset,
       current_setting('pg_stat_statements.max')::int as most,
       current_setting('pg_stat_statements.track') as track,
       current_setting('pg_stat_statements.track_planning')::bool as planning,
       current_setting('track_io_timing')::bool as io_timing,
       current_setting('compute_query_id', true) as compute_query_id
