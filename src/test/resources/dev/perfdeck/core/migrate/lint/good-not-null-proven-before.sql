-- expects:
ALTER TABLE orders ALTER COLUMN quantity SET NOT NULL;
