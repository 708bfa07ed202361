/* Since when uses of indexes are counted, and who else may use them without being counted here. */
select extract(epoch from pg_catalog.clock_timestamp() - coalesce(d.stats_reset, b.stats_reset))::float8 as seconds,
       pg_catalog.current_setting('track_counts')::boolean as counts,
       pg_catalog.pg_is_in_recovery() as standby,
       (select count(*) from pg_catalog.pg_stat_replication r
        where r.state is distinct from 'backup'
          and not exists (select from pg_catalog.pg_replication_slots s
                          where s.slot_type = 'logical' and s.active_pid = r.pid))
     + (select count(*) from pg_catalog.pg_replication_slots s where s.slot_type = 'physical' and not s.active)
           as standbys
from pg_catalog.pg_stat_bgwriter b
left join pg_catalog.pg_stat_database d on d.datname = pg_catalog.current_database()
