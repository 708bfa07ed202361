select n.name, c.oid, c.relfilenode, c.relkind::text as kind
from unnest(?::text[]) as n (name)
join pg_class as c on c.oid = to_regclass(n.name)
