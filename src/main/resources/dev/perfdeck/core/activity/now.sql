select /* perfdeck */ coalesce(state, '') as state, left(coalesce(query, ''), 4096) as query
from pg_catalog.pg_stat_activity
where pid = ? and backend_start = ?
