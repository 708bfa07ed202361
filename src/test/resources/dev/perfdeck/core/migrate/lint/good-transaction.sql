-- expects:
-- executeInTransaction: false
SET lock_timeout = '1s';
BEGIN;
ALTER TABLE orders ADD COLUMN remark text;
COMMIT;
UPDATE orders SET remark = 'x' WHERE id = 1;
