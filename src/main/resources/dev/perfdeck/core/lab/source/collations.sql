select /* perfdeck */ format('%I.%I', n.nspname, c.collname) as object, '' as touches,
       format('create collation %I.%I (provider = %s, deterministic = %s, locale = %L)', n.nspname, c.collname,
              case c.collprovider when 'i' then 'icu' when 'b' then 'builtin' else 'libc' end, c.collisdeterministic,
              coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale', to_jsonb(c) ->> 'collcollate')) as ddl,
       format('create collation %I.%I (provider = libc, locale = ''C'')', n.nspname, c.collname) as fallback
from pg_collation as c
join pg_namespace as n on n.oid = c.collnamespace
where n.nspname not in ('pg_catalog', 'information_schema')
order by c.oid
limit 1000
