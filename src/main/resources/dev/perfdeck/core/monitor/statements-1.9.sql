select /* perfdeck */ s.userid, s.dbid, s.queryid, s.toplevel as toplevel, s.calls, s.total_exec_time, s.stddev_exec_time, s.rows,
       s.shared_blks_hit, s.shared_blks_read, s.shared_blks_dirtied, s.temp_blks_written,
       s.blk_read_time + s.blk_write_time as io_time,
       s.wal_bytes::float8 as wal_bytes, s.total_plan_time
from ${schema}.pg_stat_statements(false) s
where ${scope}
