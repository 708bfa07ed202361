-- expects: needs-execute-in-transaction-false at 2
REINDEX (VERBOSE, CONCURRENTLY) TABLE orders;
