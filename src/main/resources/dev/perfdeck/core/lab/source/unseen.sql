select /* perfdeck */ c.oid::regclass::text as relation, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
from pg_class as c
join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.oid = any (?) and not has_column_privilege(c.oid, a.attnum, 'SELECT')
group by c.oid
