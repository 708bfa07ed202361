with recursive parts as (
    select c.oid as whole, c.oid as part from pg_catalog.pg_class as c where c.relkind in ('r', 'p', 'm') and c.relpersistence <> 't'
    union all
    select p.whole, i.inhrelid from parts as p join pg_catalog.pg_inherits as i on i.inhparent = p.part
), sums as (
    select p.whole, sum(greatest(c.reltuples, 0)) as rows, sum(c.relpages::bigint) * 8192 as bytes
    from parts as p join pg_catalog.pg_class as c on c.oid = p.part
    where c.relkind <> 'p' group by p.whole
)
select c.oid, c.oid::regclass::text as name, c.relname as bare, n.nspname as schema,
       coalesce(case when c.relkind = 'p' then s.rows else c.reltuples end, 0) as rows,
       coalesce(case when c.relkind = 'p' then s.bytes else c.relpages::bigint * 8192 end, 0) as bytes,
       case when c.relispartition then pg_catalog.pg_partition_root(c.oid)::regclass::text else '' end as whole,
       c.relkind = 'p' as partitioned, k.names, k.types, k.distinct_values, k.nulls, k.widths, k.correlations
from pg_catalog.pg_class as c
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
left join sums as s on s.whole = c.oid
cross join lateral (
    select array_agg(a.attname::text order by a.attnum) as names,
           array_agg(pg_catalog.format_type(a.atttypid, a.atttypmod) order by a.attnum) as types,
           array_agg(s.stadistinct order by a.attnum) as distinct_values,
           array_agg(s.stanullfrac order by a.attnum) as nulls,
           array_agg(s.stawidth order by a.attnum) as widths,
           array_agg(case when s.stakind3 = 3 then s.stanumbers3[1] end order by a.attnum) as correlations
    from pg_catalog.pg_attribute as a
    left join lateral (
        select s.* from pg_catalog.pg_statistic as s where s.starelid = a.attrelid and s.staattnum = a.attnum
        order by s.stainherit = (c.relkind <> 'p') limit 1) as s on true
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as k
where c.oid >= 16384 and c.relkind in ('r', 'p', 'm') and c.relpersistence <> 't' and k.names is not null
  and n.nspname not in ('pg_catalog', 'information_schema', 'perfdeck_lab')
order by n.nspname, c.relname
