-- expects: transaction-nesting at 2
BEGIN;
ALTER TABLE orders ADD COLUMN remark text;
COMMIT;
