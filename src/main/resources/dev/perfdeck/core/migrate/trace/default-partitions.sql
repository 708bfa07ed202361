-- The partition that takes what no other takes.
select case n.nspname when 'public' then '' else quote_ident(n.nspname) || '.' end || quote_ident(p.relname) as parent,
       case m.nspname when 'public' then '' else quote_ident(m.nspname) || '.' end || quote_ident(c.relname) as child
from pg_partitioned_table t
join pg_class p on p.oid = t.partrelid
join pg_namespace n on n.oid = p.relnamespace
join pg_class c on c.oid = t.partdefid
join pg_namespace m on m.oid = c.relnamespace
