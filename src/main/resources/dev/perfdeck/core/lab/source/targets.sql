select /* perfdeck */ format('%s.%I', a.attrelid::regclass, a.attname) as object,
       a.attrelid::regclass::text as touches,
       format('alter table only %s alter column %I set statistics %s', a.attrelid::regclass, a.attname, a.attstattarget) as ddl,
       null::text as fallback
from pg_attribute as a
where a.attrelid = any (?) and a.attnum > 0 and not a.attisdropped and a.attstattarget >= 0
order by a.attrelid, a.attnum
