-- expects: updating-whole-table at 2
UPDATE orders SET note = 'none', total = round(total, 2);
