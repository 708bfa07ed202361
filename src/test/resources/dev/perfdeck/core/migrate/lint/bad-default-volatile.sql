-- expects: adding-field-with-default at 2
ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();
