-- expects: adding-field-with-default at 2, adding-not-nullable-field at 2, disallowed-unique-constraint at 2
ALTER TABLE orders
    ADD COLUMN token uuid DEFAULT gen_random_uuid(),
    ALTER COLUMN note SET NOT NULL,
    ADD CONSTRAINT orders_code_key UNIQUE (code);
