-- Whether some of an index's columns are expressions.
SELECT coalesce((SELECT indexprs IS NOT NULL FROM pg_index WHERE indexrelid = to_regclass(?)), false)
