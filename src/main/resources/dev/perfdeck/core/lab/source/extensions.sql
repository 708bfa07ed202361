select /* perfdeck */ e.extname as object, '' as touches,
       format('create extension if not exists %I with schema %I', e.extname, n.nspname) as ddl, null::text as fallback
from pg_extension as e
join pg_namespace as n on n.oid = e.extnamespace
where e.extname <> 'plpgsql'
order by e.oid
limit 1000
