-- expects: require-concurrent-index-creation at 2
CREATE INDEX orders_created_at ON orders (created_at);
