-- expects: creating-partition-in-place at 2
CREATE TABLE readings_2027 PARTITION OF readings FOR VALUES FROM (2027) TO (2028);
