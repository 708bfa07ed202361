-- expects: ban-concurrent-index-creation-in-transaction at 4
-- executeInTransaction: false
BEGIN;
CREATE INDEX CONCURRENTLY orders_created_at ON orders (created_at);
COMMIT;
