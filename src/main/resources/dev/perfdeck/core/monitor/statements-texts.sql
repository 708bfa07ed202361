select /* perfdeck */ s.queryid, left(s.query, 10000) as query
from ${schema}.pg_stat_statements(true) s
where s.dbid = (select oid from pg_database where datname = current_database())
  and (s.queryid = any (?) or left(s.query, 80) like '%/* perfdeck */%')
