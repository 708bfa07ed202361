-- expects: adding-not-nullable-field at 2
ALTER TABLE orders ALTER COLUMN note SET NOT NULL;
