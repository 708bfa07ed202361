-- expects:
ALTER TABLE orders ALTER COLUMN total TYPE numeric(20,2);
