-- expects:
-- executeInTransaction: false
REINDEX TABLE CONCURRENTLY orders;
