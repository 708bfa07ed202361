-- The locks on relations that this session holds.
select relation::bigint as relation, mode
from pg_locks
where pid = pg_backend_pid()
  and locktype = 'relation'
  and granted
  and database = (select oid from pg_database where datname = current_database())
