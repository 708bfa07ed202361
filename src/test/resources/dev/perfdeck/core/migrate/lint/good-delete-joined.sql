-- expects:
DELETE FROM order_lines USING orders WHERE orders.id = order_lines.order_id AND orders.total = 0;
