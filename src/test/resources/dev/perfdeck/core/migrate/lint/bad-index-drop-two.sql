-- expects: require-concurrent-index-deletion at 2
DROP INDEX IF EXISTS orders_status_idx, events_id_key;
