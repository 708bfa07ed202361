-- expects: attaching-partition-scans at 2
ALTER TABLE readings ATTACH PARTITION readings_2026 FOR VALUES FROM (2026) TO (2027);
