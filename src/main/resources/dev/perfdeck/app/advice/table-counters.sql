select relid::pg_catalog.regclass::text as table_name,
       (n_tup_ins + n_tup_del + n_tup_upd - coalesce(n_tup_hot_upd, 0))::float8 as writes,
       n_live_tup::float8 as live,
       n_mod_since_analyze::float8 as modified,
       last_analyze is null and last_autoanalyze is null as never_analyzed
from pg_catalog.pg_stat_user_tables
union all
select pg_catalog.pg_partition_root(c.oid)::pg_catalog.regclass::text,
       sum(s.n_tup_ins + s.n_tup_del + s.n_tup_upd - coalesce(s.n_tup_hot_upd, 0))::float8, 0, 0, false
from pg_catalog.pg_stat_user_tables as s
join pg_catalog.pg_class as c on c.oid = s.relid and c.relispartition
group by 1
limit 20000
