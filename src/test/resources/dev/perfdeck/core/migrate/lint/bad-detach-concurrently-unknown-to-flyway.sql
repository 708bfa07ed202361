-- expects: needs-execute-in-transaction-false at 2
ALTER TABLE readings DETACH PARTITION readings_2024 CONCURRENTLY;
