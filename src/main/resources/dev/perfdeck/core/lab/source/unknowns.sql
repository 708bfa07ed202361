select /* perfdeck */ o.kind, count(*) as number, min(o.name) as example
from (select 'operator' as kind, o.oid::regoperator::text as name, 'pg_operator'::regclass as class, o.oid,
             o.oprnamespace as space from pg_operator as o
      union all
      select 'operator class', o.opcname, 'pg_opclass'::regclass, o.oid, o.opcnamespace from pg_opclass as o
      union all
      select 'aggregate', p.oid::regprocedure::text, 'pg_proc'::regclass, p.oid, p.pronamespace from pg_proc as p
      where p.prokind in ('a', 'w')) as o
join pg_namespace as n on n.oid = o.space
where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
  and not exists (select from pg_depend as d where d.classid = o.class and d.objid = o.oid and d.deptype = 'e')
group by o.kind
order by o.kind
