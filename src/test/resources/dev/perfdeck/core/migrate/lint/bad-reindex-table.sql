-- expects: require-concurrent-reindex at 2
REINDEX TABLE orders;
