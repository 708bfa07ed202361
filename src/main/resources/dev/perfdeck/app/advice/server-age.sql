select extract(epoch from pg_catalog.now() - pg_catalog.pg_postmaster_start_time())::float8
