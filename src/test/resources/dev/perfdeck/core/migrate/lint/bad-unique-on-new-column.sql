-- expects: disallowed-unique-constraint at 2
ALTER TABLE orders ADD COLUMN barcode text UNIQUE;
