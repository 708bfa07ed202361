SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'pg_temp.perfdeck_shape'::regclass
