select /* perfdeck */ c.oid::regclass::text as object, x.indrelid::regclass::text as touches,
       format('alter index %s attach partition %s', i.inhparent::regclass, c.oid::regclass) as ddl,
       null::text as fallback
from pg_inherits as i
join pg_class as c on c.oid = i.inhrelid
join pg_index as x on x.indexrelid = c.oid
where x.indrelid = any (?)
order by c.oid
