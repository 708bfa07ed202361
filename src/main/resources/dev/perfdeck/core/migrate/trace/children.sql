-- Partitions and inheriting tables.
select case n.nspname when 'public' then '' else quote_ident(n.nspname) || '.' end || quote_ident(p.relname) as parent,
       case m.nspname when 'public' then '' else quote_ident(m.nspname) || '.' end || quote_ident(c.relname) as child
from pg_inherits h
join pg_class p on p.oid = h.inhparent
join pg_namespace n on n.oid = p.relnamespace
join pg_class c on c.oid = h.inhrelid
join pg_namespace m on m.oid = c.relnamespace
where p.relkind in ('r', 'p')
order by c.oid
