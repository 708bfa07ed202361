-- expects: require-concurrent-partition-detach at 2
ALTER TABLE readings DETACH PARTITION readings_2024;
