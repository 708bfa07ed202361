select p.name, i.indisvalid and i.indisready as valid
from unnest(?::text[], ?::text[]) as p(name, on_table)
join pg_catalog.pg_class c on c.relname = p.name
join pg_catalog.pg_index i on i.indexrelid = c.oid and i.indrelid = pg_catalog.to_regclass(p.on_table)
