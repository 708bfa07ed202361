-- expects: adding-stored-generated-column at 2
ALTER TABLE orders ADD COLUMN gross numeric GENERATED ALWAYS AS (total * 1.19) STORED;
