select /* perfdeck */ c.oid, c.oid::regclass::text as name, n.nspname, c.relkind::text as kind, c.relispartition as partition,
       c.relpages, c.reltuples, c.relallvisible, coalesce(am.amname, 'heap') as method,
       c.relrowsecurity and row_security_active(c.oid) as secured, c.relrowsecurity as policies
from pg_class as c
join pg_namespace as n on n.oid = c.relnamespace
left join pg_am as am on am.oid = c.relam
where c.relkind in ('r', 'p', 'm', 'f') and c.relpersistence <> 't'
  and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
  and not exists (select from pg_depend as d
                  where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
order by c.oid
limit ?
