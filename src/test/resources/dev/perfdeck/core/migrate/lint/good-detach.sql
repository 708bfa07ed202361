-- expects:
-- executeInTransaction: false
ALTER TABLE readings DETACH PARTITION readings_2024 CONCURRENTLY;
