-- expects: require-concurrent-index-deletion at 2
DROP INDEX orders_status_idx;
