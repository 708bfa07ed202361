-- expects: adding-field-with-default at 3, adding-not-nullable-field at 4, disallowed-unique-constraint at 5
ALTER TABLE orders
    ADD COLUMN token uuid DEFAULT gen_random_uuid(),
    ALTER COLUMN note SET NOT NULL,
    ADD CONSTRAINT orders_code_key UNIQUE (code);
