select /* perfdeck */ c.oid::regclass::text as object, '' as touches,
       format('create sequence if not exists %s as %s', c.oid::regclass, format_type(s.seqtypid, null)) as ddl,
       null::text as fallback
from pg_class as c
join pg_sequence as s on s.seqrelid = c.oid
join pg_namespace as n on n.oid = c.relnamespace
where n.nspname not in ('pg_catalog', 'information_schema') and c.relpersistence <> 't'
  and not exists (select from pg_depend as d
                  where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('e', 'i'))
order by c.oid
limit 20000
