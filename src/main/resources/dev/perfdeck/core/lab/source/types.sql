select /* perfdeck */ format('%I.%I', n.nspname, t.typname) as object, '' as touches,
       case t.typtype
           when 'e' then format('create type %I.%I as enum (%s)', n.nspname, t.typname,
                                (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder)
                                 from pg_enum where enumtypid = t.oid))
           when 'd' then format('create domain %I.%I as %s%s%s', n.nspname, t.typname,
                                format_type(t.typbasetype, t.typtypmod),
                                (select format(' collate %I.%I', cn.nspname, co.collname)
                                 from pg_collation as co join pg_namespace as cn on cn.oid = co.collnamespace
                                 join pg_type as b on b.oid = t.typbasetype
                                 where co.oid = t.typcollation and co.oid <> b.typcollation),
                                case when t.typnotnull then ' not null' end)
           when 'r' then (select format('create type %I.%I as range (subtype = %s%s)', n.nspname, t.typname,
                                        format_type(rngsubtype, null),
                                        case when rngsubdiff::oid <> 0 then format(', subtype_diff = %s', rngsubdiff::regproc) end)
                          from pg_range where rngtypid = t.oid)
           else format('create type %I.%I as (%s)', n.nspname, t.typname,
                       (select string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ' order by attnum)
                        from pg_attribute where attrelid = t.typrelid and attnum > 0 and not attisdropped))
       end as ddl,
       null::text as fallback
from pg_type as t
join pg_namespace as n on n.oid = t.typnamespace
where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
  and (t.typtype in ('e', 'd', 'r')
       or t.typtype = 'c' and (select relkind from pg_class where oid = t.typrelid) = 'c')
  and not exists (select from pg_depend as d
                  where d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e')
order by t.oid
limit 20000
