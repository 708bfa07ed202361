-- expects: statements-after-strong-lock at 3
ALTER TABLE orders ADD COLUMN remark text;
UPDATE orders SET remark = note WHERE id < 1000;
