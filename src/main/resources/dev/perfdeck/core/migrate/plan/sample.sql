-- A typical value of a column from the planner's statistics: the middle of the histogram, else the rarest of the common ones.
SELECT coalesce(bounds[(array_length(bounds, 1) + 1) / 2], common[array_length(common, 1)])
FROM (SELECT histogram_bounds::text::text[] AS bounds, most_common_vals::text::text[] AS common
      FROM pg_stats s
      JOIN pg_class c ON c.oid = to_regclass(?)
      JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = s.schemaname AND c.relname = s.tablename
      WHERE s.attname = ? AND NOT s.inherited) AS known
