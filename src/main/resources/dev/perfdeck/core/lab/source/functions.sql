select /* perfdeck */ p.oid::regprocedure::text as object, '' as touches,
       case when l.lanname in ('sql', 'plpgsql') then pg_get_functiondef(p.oid) end as ddl,
       case when p.prokind = 'f'
            then format('create or replace function %I.%I(%s) returns %s language plpgsql %s cost %s%s as %L',
                        n.nspname, p.proname, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid),
                        case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end,
                        p.procost, case when p.proretset then ' rows ' || p.prorows end,
                        'begin raise exception ''a stand-in without a body''; end') end as fallback
from pg_proc as p
join pg_namespace as n on n.oid = p.pronamespace
join pg_language as l on l.oid = p.prolang
where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
  and p.prokind in ('f', 'p') and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
  and not exists (select from pg_depend as d
                  where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype in ('e', 'i'))
order by p.oid
limit 10000
