update pg_class as c
set relpages = s.known, reltuples = s.tuples, relallvisible = s.visible,
    relfilenode = case when s.file = 0 then c.relfilenode else s.file end
from unnest(?::oid[], ?::int[], ?::float4[], ?::int[], ?::oid[]) as s (oid, known, tuples, visible, file)
where c.oid = s.oid
