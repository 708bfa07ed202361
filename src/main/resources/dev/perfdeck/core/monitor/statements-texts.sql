select /* perfdeck */ s.dbid, s.queryid, left(s.query, 10000) as query
from ${schema}.pg_stat_statements(true) s
where ${scope}
  and (s.queryid = any (?) or left(s.query, 80) like '%/* perfdeck */%')
