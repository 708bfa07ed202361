select /* perfdeck */ format('%I.%I', n.nspname, s.stxname) as object, s.stxrelid::regclass::text as touches,
       pg_get_statisticsobjdef(s.oid) as ddl, null::text as fallback
from pg_statistic_ext as s
join pg_namespace as n on n.oid = s.stxnamespace
where s.stxrelid = any (?)
order by s.oid
