-- expects:
CREATE VIEW open_orders AS SELECT * FROM orders WHERE status = 'open';
CREATE OR REPLACE VIEW order_names AS SELECT id, status FROM orders;
DROP VIEW IF EXISTS no_such_view;
