-- expects: ban-uncommitted-transaction at 3
-- executeInTransaction: false
BEGIN;
ALTER TABLE orders ADD COLUMN remark text;
