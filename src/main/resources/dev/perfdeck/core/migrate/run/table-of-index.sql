SELECT indrelid::regclass::text FROM pg_index WHERE indexrelid = to_regclass(?)
