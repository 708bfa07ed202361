select /* perfdeck */ current_setting('server_version') as version,
       current_setting('server_version_num')::int as version_num,
       (select oid from pg_database where datname = current_database()) as database,
       current_user as role,
       pg_has_role('pg_read_all_stats', 'USAGE') as sees_all,
       exists (select from pg_settings where name = 'pg_stat_statements.max') as loaded,
       (select setting from pg_settings where name = 'shared_preload_libraries') as preloaded,
       e.extversion as extension,
       n.nspname as schema
from (select 1) as one
left join pg_extension e on e.extname = 'pg_stat_statements'
left join pg_namespace n on n.oid = e.extnamespace
