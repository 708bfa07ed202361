select /* perfdeck */ nspname as object, '' as touches,
       format('create schema if not exists %I authorization twin', nspname) as ddl, null::text as fallback
from pg_namespace
where nspname not in ('pg_catalog', 'information_schema', 'public') and nspname !~ '^pg_'
order by oid
limit 10000
