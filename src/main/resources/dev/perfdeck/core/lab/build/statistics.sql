insert into pg_statistic
select a.attrelid, a.attnum, s.inherited, s.null_frac, s.width, s.n_distinct,
       case when s.mcv is not null then 1 else 0 end::int2, case when s.histogram is not null then 2 else 0 end::int2,
       case when s.correlation is not null then 3 else 0 end::int2,
       case when s.mce is not null then 4 when s.lengths is not null then 6 else 0 end::int2,
       case when s.dech is not null then 5 when s.bounds is not null then 7 else 0 end::int2,
       case when s.mcv is not null then coalesce(o.eq, 0) else 0 end,
       case when s.histogram is not null then coalesce(o.lt, 0) else 0 end,
       case when s.correlation is not null then coalesce(o.lt, 0) else 0 end,
       case when s.mce is not null then coalesce(e.eq, 98) when s.lengths is not null then 672 else 0 end,
       case when s.dech is not null then coalesce(e.eq, 98) when s.bounds is not null then 0 else 0 end,
       case when s.mcv is not null then a.attcollation else 0 end,
       case when s.histogram is not null then a.attcollation else 0 end,
       case when s.correlation is not null then a.attcollation else 0 end,
       case when s.mce is not null then case when b.oid = 3614 then 100 else a.attcollation end else 0 end,
       case when s.dech is not null then a.attcollation else 0 end,
       s.mcf::float4[], null, case when s.correlation is not null then array[s.correlation::float4] end,
       case when s.mce is not null then s.mcef::float4[]
            when s.lengths is not null then array[s.empty_frac::float4] end,
       s.dech::float4[],
       case when s.mcv is not null then array_in(s.mcv::cstring, b.oid, b.typmod) end,
       case when s.histogram is not null then array_in(s.histogram::cstring, b.oid, b.typmod) end,
       null,
       case when s.mce is not null then array_in(s.mce::cstring, case when b.oid = 3614 then 25 else b.element end, -1)
            when s.lengths is not null then array_in(s.lengths::cstring, 701, -1) end,
       case when s.bounds is not null then array_in(s.bounds::cstring, b.oid, -1) end
from unnest(?::text[], ?::text[], ?::bool[], ?::float4[], ?::int[], ?::float4[], ?::text[], ?::text[], ?::text[], ?::text[],
            ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
     as s (relation, name, inherited, null_frac, width, n_distinct, mcv, mcf, histogram, correlation, mce, mcef, dech,
           empty_frac, lengths, bounds)
join pg_attribute as a on a.attrelid = to_regclass(s.relation) and a.attname = s.name and a.attnum > 0
cross join lateral (
    select case when t.typtype = 'd' then t.typbasetype else t.oid end as oid, a.atttypmod as typmod,
           case when t.typtype = 'd' then (select typelem from pg_type where oid = t.typbasetype) else t.typelem end as element,
           case when t.typtype = 'd' then (select typtype from pg_type where oid = t.typbasetype) else t.typtype end as typtype,
           case when t.typtype = 'd' then (select typcategory from pg_type where oid = t.typbasetype) else t.typcategory end as category
    from pg_type as t where t.oid = a.atttypid) as b
cross join lateral (
    select case when b.oid = 1043 then 25 when b.oid = 650 then 869 when b.typtype = 'e' then 3500
                when b.typtype = 'r' then 3831 when b.typtype = 'm' then 4537 when b.typtype = 'c' then 2249
                when b.category = 'A' then 2277 else b.oid end::oid as oid) as i
left join lateral (
    select max(case when amopstrategy = 3 then amopopr end) as eq, max(case when amopstrategy = 1 then amopopr end) as lt
    from pg_opclass as c join pg_amop as p on p.amopfamily = c.opcfamily and p.amoplefttype = i.oid and p.amoprighttype = i.oid
    where c.opcmethod = 403 and c.opcdefault and c.opcintype = i.oid) as o on true
left join lateral (
    select max(case when amopstrategy = 3 then amopopr end) as eq
    from pg_opclass as c
    join pg_amop as p on p.amopfamily = c.opcfamily and p.amoplefttype = c.opcintype and p.amoprighttype = c.opcintype
    where c.opcmethod = 403 and c.opcdefault
      and c.opcintype = case when b.element = 1043 then 25
                             when (select typtype from pg_type where oid = b.element) = 'e' then 3500 else b.element end) as e
    on true
