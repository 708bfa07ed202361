select /* perfdeck */ format('%s of %s', quote_ident(k.conname), k.conrelid::regclass) as object,
       k.conrelid::regclass::text as touches,
       format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) as ddl,
       null::text as fallback
from pg_constraint as k
where k.conrelid = any (?)
  and (k.contype = 'f' and k.conparentid = 0 or k.contype = 'c' and not k.convalidated)
order by k.oid
