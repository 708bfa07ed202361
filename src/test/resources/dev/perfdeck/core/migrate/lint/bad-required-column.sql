-- expects: adding-required-field at 2
ALTER TABLE orders ADD COLUMN region text NOT NULL;
