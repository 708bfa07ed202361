-- expects: mixed-script at 3
SET lock_timeout = '2s';
CREATE INDEX CONCURRENTLY orders_note ON orders (note);
