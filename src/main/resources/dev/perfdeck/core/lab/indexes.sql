select i.indexrelid as oid, c.relname as name, i.indrelid as table_oid, i.indrelid::regclass::text as table_name,
       t.relname as table_bare, n.nspname as schema,
       (select array_agg(pg_catalog.pg_get_indexdef(i.indexrelid, k, true) order by k)
        from pg_catalog.generate_series(1, i.indnatts) as k) as columns,
       pg_catalog.pg_get_indexdef(i.indexrelid) as ddl, c.relpages::bigint * 8192 as bytes, i.indisunique as is_unique,
       exists (select from pg_catalog.pg_constraint as k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')) as made_by_constraint,
       i.indpred is not null as partial, coalesce(h.inhparent, 0) as parent
from pg_catalog.pg_index as i
join pg_catalog.pg_class as c on c.oid = i.indexrelid
join pg_catalog.pg_class as t on t.oid = i.indrelid
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
left join pg_catalog.pg_inherits as h on h.inhrelid = c.oid
where i.indexrelid >= 16384 and i.indisvalid and n.nspname not in ('pg_catalog', 'pg_toast', 'information_schema')
order by n.nspname, t.relname, c.relname
