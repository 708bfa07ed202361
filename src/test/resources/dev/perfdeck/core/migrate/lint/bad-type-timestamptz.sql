-- expects: changing-column-type at 2
ALTER TABLE orders ALTER COLUMN created_at TYPE timestamptz;
