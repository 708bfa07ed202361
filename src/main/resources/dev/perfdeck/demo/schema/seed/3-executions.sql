-- The fourth power gathers them: a tenth of the workflows owns more than half of the executions.
insert into executions (id, workflow_id, status, created_at, started_at, finished_at)
select n,
       1 + floor(power((hashint8(n) & 1048575) / 1048576.0::float8, 4) * ?::bigint)::bigint,
       case when n % 50 = 0 then 'running' when n % 50 < 4 then 'failed' when n % 50 = 4 then 'pending' else 'completed' end,
       created,
       case when n % 50 <> 4 then created + interval '2 seconds' end,
       case when n % 50 not in (0, 4) then created + make_interval(secs => 5 + n % 600) end
from generate_series(1, ?::bigint) as n,
     lateral (select now() - make_interval(secs => ((n * 48271) % 7776000)::float8) as created) as at
