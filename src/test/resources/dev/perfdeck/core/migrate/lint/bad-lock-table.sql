-- expects: locking-table at 2
LOCK TABLE orders IN SHARE ROW EXCLUSIVE MODE;
