-- Every index with its table and its key columns; an expression is an empty name.
select case n.nspname when 'public' then '' else quote_ident(n.nspname) || '.' end || quote_ident(i.relname) as name,
       case n.nspname when 'public' then '' else quote_ident(n.nspname) || '.' end || quote_ident(t.relname) as table_name,
       array(select coalesce(quote_ident(a.attname), '')
             from generate_series(0, x.indnkeyatts - 1) as k
             left join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[k] and a.attnum > 0
             order by k) as columns
from pg_index x
join pg_class i on i.oid = x.indexrelid
join pg_class t on t.oid = x.indrelid
join pg_namespace n on n.oid = t.relnamespace
where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
