-- expects: require-concurrent-reindex at 2
REINDEX INDEX orders_status_idx;
