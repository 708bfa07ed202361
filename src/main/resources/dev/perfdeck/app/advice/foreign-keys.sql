select c.conrelid::pg_catalog.regclass::text as table_name,
       (select pg_catalog.array_agg(pg_catalog.quote_ident(a.attname) order by k.place)
        from pg_catalog.unnest(c.conkey) with ordinality as k(attnum, place)
        join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum) as columns
from pg_catalog.pg_constraint c
where c.contype = 'f'
limit 50000
