-- expects: prefer-jsonb at 2
ALTER TABLE orders ADD COLUMN extra json;
