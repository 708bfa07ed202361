select /* perfdeck */ c.oid::regclass::text as relation,
       concat_ws(' ', pg_stat_get_last_analyze_time(c.oid), pg_stat_get_last_autoanalyze_time(c.oid)) as analyzed
from pg_class as c
where c.oid = any (?)
