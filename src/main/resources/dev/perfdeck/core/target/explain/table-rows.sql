select /* perfdeck */ n.nspname, c.relname, c.reltuples
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where (n.nspname::text, c.relname::text) in (select * from unnest(?::text[], ?::text[]))
