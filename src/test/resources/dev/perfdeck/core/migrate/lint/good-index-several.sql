-- expects:
CREATE INDEX CONCURRENTLY orders_created_at ON orders (created_at);
CREATE UNIQUE INDEX CONCURRENTLY orders_code ON orders (code) INCLUDE (status);
DROP INDEX CONCURRENTLY orders_status_idx;
