/* An index that a replica identity stands on is unique, and those are never named. */
select s.schemaname || '.' || s.indexrelname, coalesce(s.idx_scan, 0),
       i.indexprs is not null as expressions,
       i.indisclustered as clustered,
       exists (select from pg_catalog.pg_depend d
               where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = i.indrelid and d.deptype = 'e')
           as extension
from pg_catalog.pg_stat_user_indexes s
join pg_catalog.pg_index i on i.indexrelid = s.indexrelid
limit 50000
