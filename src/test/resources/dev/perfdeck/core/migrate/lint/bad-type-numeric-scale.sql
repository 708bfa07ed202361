-- expects: changing-column-type at 2
ALTER TABLE orders ALTER COLUMN total TYPE numeric(12,4);
