select /* perfdeck */ d.xact_commit + d.xact_rollback as transactions,
       d.blks_hit, d.blks_read, d.deadlocks,
       d.stats_reset::text as stats_reset,
       pg_postmaster_start_time()::text as started,
       pg_is_in_recovery() as standby,
       a.active, a.idle_in_transaction, a.waiting, a.locks_waited
from pg_stat_database d,
     (select count(*) filter (where state = 'active') as active,
             count(*) filter (where state like 'idle in transaction%') as idle_in_transaction,
             count(*) filter (where state = 'active' and wait_event_type <> 'Client') as waiting,
             count(*) filter (where wait_event_type = 'Lock') as locks_waited
      from pg_stat_activity
      where datname = current_database()
        and backend_type = 'client backend'
        and application_name not like 'perfdeck/%') a
where d.datname = current_database()
