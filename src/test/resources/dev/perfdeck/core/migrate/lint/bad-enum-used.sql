-- expects: enum-value-in-transaction at 3
ALTER TYPE order_state ADD VALUE 'returned' AFTER 'done';
UPDATE orders SET state = 'returned' WHERE id = 1;
