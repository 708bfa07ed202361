-- expects: disabling-trigger at 2, statements-after-strong-lock at 3, multiple-alters at 4
ALTER TABLE orders DISABLE TRIGGER orders_touch;
UPDATE orders SET note = 'x' WHERE id = 1;
ALTER TABLE orders ENABLE TRIGGER orders_touch;
