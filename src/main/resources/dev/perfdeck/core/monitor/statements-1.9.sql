select /* perfdeck */ s.userid, s.queryid, s.toplevel as toplevel, s.calls, s.total_exec_time, s.rows
from ${schema}.pg_stat_statements(false) s
where s.dbid = (select oid from pg_database where datname = current_database())
