insert into checkpoints (id, execution_id, step, state, created_at)
select n,
       1 + (n * 2654435761) % ?::bigint,
       1 + n % 9,
       jsonb_build_object('cursor', n, 'done', n % 3 = 0),
       now() - make_interval(secs => (n * 48271) % 7776000)
from generate_series(1, ?::bigint) as n
