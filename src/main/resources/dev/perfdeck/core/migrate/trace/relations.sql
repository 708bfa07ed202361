-- Relations that are not the catalog's own, the file that holds their rows, and whether they are an index or a sequence,
-- which nobody but their table's users waits for.
select c.oid::bigint as oid,
       case n.nspname when 'public' then '' else quote_ident(n.nspname) || '.' end || quote_ident(c.relname) as name,
       c.relfilenode::bigint as relfilenode,
       c.relkind in ('i', 'I', 'S') as part
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
  and c.relkind in ('r', 'p', 'm', 'v', 'i', 'I', 'S')
