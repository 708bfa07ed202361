select /* perfdeck */ n.at, n.sees_all, g.state, g.wait_type, g.wait_event, g.sessions
from (select clock_timestamp() as at, pg_has_role('pg_read_all_stats', 'USAGE') as sees_all) as n
left join (
    select coalesce(state, case when backend_type is null then 'hidden' end, '') as state,
           coalesce(wait_event_type, '') as wait_type,
           coalesce(wait_event, '') as wait_event,
           count(*) as sessions
    from pg_stat_activity
    where (usesysid is not null and backend_type is null
           or backend_type = 'client backend'
           or state is not null and backend_type <> 'walsender')
      and coalesce(application_name, '') not like 'perfdeck/%'
    group by 1, 2, 3) as g on true
order by g.sessions desc, g.state, g.wait_type, g.wait_event
