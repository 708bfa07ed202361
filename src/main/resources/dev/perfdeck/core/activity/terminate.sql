select /* perfdeck */ pg_catalog.pg_terminate_backend(pid)
from pg_catalog.pg_stat_activity
where pid = ${pid}
  and backend_start = ${backend_start}
  and query_start is not distinct from ${query_start}
  and state is not distinct from ${state}
