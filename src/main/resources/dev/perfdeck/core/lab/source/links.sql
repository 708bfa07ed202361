select /* perfdeck */ c.oid::regclass::text as object, i.inhparent::regclass::text as touches,
       case when c.relispartition
            then format('alter table %s attach partition %s %s', i.inhparent::regclass, c.oid::regclass,
                        pg_get_expr(c.relpartbound, c.oid))
            else format('alter table %s inherit %s', c.oid::regclass, i.inhparent::regclass) end as ddl,
       null::text as fallback
from pg_inherits as i
join pg_class as c on c.oid = i.inhrelid
where c.oid = any (?) and c.relkind in ('r', 'p', 'f')
order by c.oid, i.inhseqno
