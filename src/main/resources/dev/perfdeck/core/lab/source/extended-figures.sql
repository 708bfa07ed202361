select /* perfdeck */ format('%I.%I', n.nspname, s.stxname) as name, s.stxrelid::regclass::text as relation,
       (select jsonb_object_agg(a.attnum, a.attname) from pg_attribute as a
        where a.attrelid = s.stxrelid and a.attnum = any (s.stxkeys::int2[]))::text as columns,
       x.n_distinct::text as n_distinct, x.dependencies::text as dependencies,
       case when x.most_common_vals is not null
            then jsonb_build_array(to_jsonb(x.most_common_vals), to_jsonb(x.most_common_val_nulls),
                                   to_jsonb(x.most_common_freqs), to_jsonb(x.most_common_base_freqs))::text end as mcv
from pg_statistic_ext as s
join pg_namespace as n on n.oid = s.stxnamespace
left join pg_stats_ext as x on x.statistics_schemaname = n.nspname and x.statistics_name = s.stxname
where s.stxrelid = any (?)
order by s.oid
