-- expects: needs-execute-in-transaction-false at 2
REINDEX INDEX CONCURRENTLY orders_status_idx;
