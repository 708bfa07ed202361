-- expects: multiple-alters at 6
ANALYZE orders (status), customers;
COMMENT ON TABLE orders IS 'DROP TABLE orders;';
COMMENT ON COLUMN orders.note IS 'free';
ALTER TABLE orders ALTER COLUMN status SET STATISTICS 500;
ALTER TABLE orders SET (fillfactor = 80, autovacuum_enabled = true);
CREATE STATISTICS orders_s ON status, customer_id FROM orders;
