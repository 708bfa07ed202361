select /* perfdeck */ c.oid::regclass::text as object, '' as touches,
       format('create view %s (%s)%s as %s', c.oid::regclass,
              (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
               where attrelid = c.oid and attnum > 0 and not attisdropped),
              (select ' with (' || string_agg(o, ', ') || ')' from unnest(c.reloptions) as o where o like 'security_barrier%'),
              pg_get_viewdef(c.oid)) as ddl,
       null::text as fallback
from pg_class as c
join pg_namespace as n on n.oid = c.relnamespace
where c.relkind = 'v' and c.relpersistence <> 't'
  and n.nspname not in ('pg_catalog', 'information_schema')
  and not exists (select from pg_depend as d
                  where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
order by c.oid
limit 10000
