with /* perfdeck */ s as materialized (
    select pid, backend_start, query_start, xact_start,
           coalesce(usename, '') as role,
           coalesce(datname, '') as database,
           coalesce(application_name, '') as application,
           coalesce(client_hostname, host(client_addr), case when client_port = -1 then 'local' end, '') as client,
           coalesce(state, case when backend_type is null then 'hidden' end, '') as state,
           coalesce(wait_event_type, '') as wait_type,
           coalesce(wait_event, '') as wait_event,
           coalesce(${query_id}, 0) as query_id,
           left(coalesce(query, ''), 4096) as query,
           coalesce(greatest(age(backend_xmin), age(backend_xid)), 0)::bigint as xmin_age
    from pg_stat_activity
), foreign_ as (
    select * from s where application not like 'perfdeck/%'
), longest as materialized (
    (select pid from foreign_
     where xact_start is not null or state like 'idle in transaction%' -- an aborted one has no start any more
     order by coalesce(xact_start, query_start), pid limit 50)
    union
    (select pid from foreign_ where state = 'active' and query_start is not null and database <> ''
     order by query_start, pid limit 50)
    union
    (select pid from foreign_ where xmin_age > 0 order by xmin_age desc, pid limit 50)
)
select s.*, pid in (select pid from longest) as long
from s
where pid in (select pid from longest) or pid = any (?)
order by xact_start nulls last, query_start nulls last, pid
