-- expects: disallowed-unique-constraint at 2
ALTER TABLE orders ADD CONSTRAINT orders_code_key UNIQUE (code);
