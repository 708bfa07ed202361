-- expects: adding-foreign-key-constraint at 2
ALTER TABLE orders ADD COLUMN courier_id bigint REFERENCES shops (id) ON DELETE SET NULL;
