select relid::pg_catalog.regclass::text as table_name,
       (n_tup_ins + n_tup_del + n_tup_upd - coalesce(n_tup_hot_upd, 0))::float8 as writes,
       n_live_tup::float8 as live,
       n_mod_since_analyze::float8 as modified,
       last_analyze is null and last_autoanalyze is null as never_analyzed
from pg_catalog.pg_stat_user_tables
limit 20000
