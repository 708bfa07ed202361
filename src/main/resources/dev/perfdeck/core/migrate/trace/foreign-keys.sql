-- Every foreign key.
select quote_ident(k.conname) as name,
       case n.nspname when 'public' then '' else quote_ident(n.nspname) || '.' end || quote_ident(t.relname) as table_name,
       array(select quote_ident(a.attname)
             from unnest(k.conkey) with ordinality as c (num, place)
             join pg_attribute a on a.attrelid = t.oid and a.attnum = c.num
             order by c.place) as columns,
       case m.nspname when 'public' then '' else quote_ident(m.nspname) || '.' end || quote_ident(r.relname) as referenced,
       array(select quote_ident(a.attname)
             from unnest(k.confkey) with ordinality as c (num, place)
             join pg_attribute a on a.attrelid = r.oid and a.attnum = c.num
             order by c.place) as referenced_columns
from pg_constraint k
join pg_class t on t.oid = k.conrelid
join pg_namespace n on n.oid = t.relnamespace
join pg_class r on r.oid = k.confrelid
join pg_namespace m on m.oid = r.relnamespace
where k.contype = 'f'
