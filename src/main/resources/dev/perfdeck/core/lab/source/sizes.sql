select /* perfdeck */ c.oid, c.oid::regclass::text as name, i.indrelid::regclass::text as index_of,
       c.relpages, c.reltuples, c.relallvisible,
       case when c.relkind in ('r', 'm', 'i', 't') then pg_relation_size(c.oid) end as bytes
from pg_class as c
left join pg_index as i on i.indexrelid = c.oid
where (c.oid = any (?) or i.indrelid = any (?))
  and not exists (select from pg_locks as l
                  where l.locktype = 'relation' and l.relation = c.oid and l.mode = 'AccessExclusiveLock' and l.granted
                    and l.database = (select oid from pg_database where datname = current_database()))
