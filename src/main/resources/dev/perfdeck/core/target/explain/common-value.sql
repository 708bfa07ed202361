select /* perfdeck */ coalesce(
    (most_common_vals::text::text[])[1],
    (histogram_bounds::text::text[])[1 + cardinality(histogram_bounds::text::text[]) / 2])
from pg_catalog.pg_stats
where schemaname = ? and tablename = ? and attname = ?
