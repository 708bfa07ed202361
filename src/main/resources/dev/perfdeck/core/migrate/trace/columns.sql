-- Every column: its type, and whether it surely holds no null. A NOT NULL that is not validated is none.
select case n.nspname when 'public' then '' else quote_ident(n.nspname) || '.' end || quote_ident(c.relname) || '.' || quote_ident(a.attname) as name,
       format_type(a.atttypid, a.atttypmod) as type,
       a.attnotnull
           and not exists (select from pg_constraint k
                           where k.conrelid = c.oid
                             and k.contype = 'n'
                             and not k.convalidated
                             and k.conkey[1] = a.attnum) as not_null
from pg_attribute a
join pg_class c on c.oid = a.attrelid
join pg_namespace n on n.oid = c.relnamespace
where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
  and c.relkind in ('r', 'p')
  and a.attnum > 0
  and not a.attisdropped
