insert into users (id, email, name, created_at)
select n,
       'user' || n || '@example.org',
       (array['Ada', 'Grace', 'Edsger', 'Barbara', 'Donald', 'Radia', 'Alan', 'Frances'])[1 + n % 8] || ' ' || n,
       now() - make_interval(hours => (n % 8760)::int)
from generate_series(1, ?::bigint) as n
