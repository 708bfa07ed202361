insert into audit_logs (id, user_id, action, resource, "timestamp")
select n,
       1 + floor(power((hashint8(n + 1) & 1048575) / 1048576.0::float8, 2) * ?::bigint)::bigint,
       (array['login', 'workflow.create', 'workflow.update', 'execution.start', 'execution.cancel'])[1 + n % 5],
       'workflow/' || n % 1000,
       now() - make_interval(secs => (n * 69621) % 7776000)
from generate_series(1, ?::bigint) as n
