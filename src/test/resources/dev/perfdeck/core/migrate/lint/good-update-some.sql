-- expects:
UPDATE orders SET note = 'x' WHERE id BETWEEN 1 AND 1000;
