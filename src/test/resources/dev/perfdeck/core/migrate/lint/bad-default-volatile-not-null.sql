-- expects: adding-field-with-default at 2
ALTER TABLE orders
    ADD COLUMN seen timestamptz NOT NULL DEFAULT clock_timestamp();
