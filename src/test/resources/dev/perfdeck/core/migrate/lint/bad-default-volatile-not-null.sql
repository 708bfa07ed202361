-- expects: adding-field-with-default at 3
ALTER TABLE orders
    ADD COLUMN seen timestamptz NOT NULL DEFAULT clock_timestamp();
