select /* perfdeck */ format('%I.%I', s.schemaname, s.tablename)::regclass::text as relation, s.attname, s.inherited,
       s.null_frac, s.avg_width, s.n_distinct,
       s.most_common_vals::text as mcv, s.most_common_freqs::text as mcf, s.histogram_bounds::text as histogram,
       s.correlation, s.most_common_elems::text as mce, s.most_common_elem_freqs::text as mcef,
       s.elem_count_histogram::text as dech,
       ${empty_frac} as empty_frac, ${lengths} as lengths, ${bounds} as bounds
from pg_stats as s
where (s.schemaname, s.tablename) in (select n.nspname, c.relname
                                      from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
                                      where c.oid = any (?)
                                         or c.oid in (select indexrelid from pg_index where indrelid = any (?)))
order by 1, 2
