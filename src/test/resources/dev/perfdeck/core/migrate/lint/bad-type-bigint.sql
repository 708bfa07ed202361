-- expects: changing-column-type at 2
ALTER TABLE orders ALTER COLUMN quantity TYPE bigint;
