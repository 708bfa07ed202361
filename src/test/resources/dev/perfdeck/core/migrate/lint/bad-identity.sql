-- expects: adding-serial-column at 2
ALTER TABLE orders ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY;
