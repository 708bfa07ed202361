select c.oid, c.oid::regclass::text as name, i.indrelid as table_oid, i.indrelid::regclass::text as table_name,
       h.inhparent as parent, m.amname as method, c.relfilenode as file, c.relkind = 'I' as whole, i.indisunique as is_unique,
       i.indnkeyatts as keys, i.indnatts as columns, greatest(t.reltuples, 0) as table_rows,
       pg_get_expr(i.indpred, i.indrelid) as predicate, i.indnkeyatts <> i.indnatts as covering,
       coalesce((select substr(o, 12)::int from unnest(c.reloptions) as o where o like 'fillfactor=%'), 90) as fill,
       not exists (select from unnest(c.reloptions) as o where o in ('deduplicate_items=off', 'deduplicate_items=false')) as dedup,
       coalesce((select substr(o, 17)::int from unnest(c.reloptions) as o where o like 'pages_per_range=%'), 128) as per_range,
       k.common, k.names, k.numbers, k.lengths, k.aligns, k.widths, k.nulls, k.distinct_values, k.images, k.types
from pg_index as i
join pg_class as c on c.oid = i.indexrelid
join pg_am as m on m.oid = c.relam
join pg_class as t on t.oid = i.indrelid
left join pg_inherits as h on h.inhrelid = c.oid
cross join lateral (
    select (array_agg(case when s.stakind1 = 1 then s.stanumbers1::text end order by a.attnum))[1]::float4[] as common,
           array_agg(pg_get_indexdef(i.indexrelid, a.attnum, true) order by a.attnum) as names,
           array_agg(i.indkey[a.attnum - 1] order by a.attnum) as numbers,
           array_agg(a.attlen order by a.attnum) as lengths,
           array_agg(case a.attalign when 'c' then 1 when 's' then 2 when 'i' then 4 else 8 end order by a.attnum) as aligns,
           array_agg(coalesce(s.stawidth, case when a.attlen > 0 then a.attlen else 32 end) order by a.attnum) as widths,
           array_agg(coalesce(s.stanullfrac, 0) order by a.attnum) as nulls,
           array_agg(coalesce(s.stadistinct, 0) order by a.attnum) as distinct_values,
           array_agg(a.attnum > i.indnkeyatts or exists (
               select from pg_opclass as oc
               join pg_amproc as p on p.amprocfamily = oc.opcfamily and p.amprocnum = 4
                    and p.amproclefttype = oc.opcintype and p.amprocrighttype = oc.opcintype
               where oc.oid = i.indclass[a.attnum - 1] and m.amname = 'btree')
               and coalesce((select collisdeterministic from pg_collation where oid = a.attcollation), true)
               order by a.attnum) as images,
           array_agg(format_type(a.atttypid, null) order by a.attnum) as types
    from pg_attribute as a
    left join lateral (
        select s.* from pg_statistic as s
        where s.starelid = case when i.indkey[a.attnum - 1] = 0 then i.indexrelid else i.indrelid end
          and s.staattnum = case when i.indkey[a.attnum - 1] = 0 then a.attnum else i.indkey[a.attnum - 1] end
        order by s.stainherit limit 1) as s on true
    where a.attrelid = c.oid and a.attnum > 0) as k
where i.indexrelid = any (?)
order by c.oid
