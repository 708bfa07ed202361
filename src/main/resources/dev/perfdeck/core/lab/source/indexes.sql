select /* perfdeck */ i.indexrelid::regclass::text as object, i.indrelid::regclass::text as touches,
       case when k.oid is null then pg_get_indexdef(i.indexrelid)
            else format('alter table only %s add constraint %I %s', i.indrelid::regclass, k.conname,
                        pg_get_constraintdef(k.oid)) end as ddl,
       null::text as fallback
from pg_index as i
join pg_class as c on c.oid = i.indexrelid
left join pg_constraint as k on k.conindid = i.indexrelid and k.conrelid = i.indrelid and k.contype in ('p', 'u', 'x')
where i.indrelid = any (?) and i.indislive and i.indisvalid
order by i.indexrelid
