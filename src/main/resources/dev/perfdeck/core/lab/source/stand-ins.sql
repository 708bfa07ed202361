select /* perfdeck */ t.oid::regtype::text as object, e.extname as touches,
       format('create domain %I.%I as text', n.nspname, t.typname) as ddl, null::text as fallback
from pg_type as t
join pg_namespace as n on n.oid = t.typnamespace
join pg_depend as d on d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e'
join pg_extension as e on e.oid = d.refobjid
where e.extname = any (?) and t.typtype in ('b', 'd', 'e', 'r', 'c') and t.typcategory <> 'A'
limit 10000
