-- expects: mixed-script at 3
ALTER TABLE orders ADD COLUMN remark text;
CREATE INDEX CONCURRENTLY orders_remark ON orders (note);
