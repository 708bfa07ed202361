-- expects: require-concurrent-index-creation at 2
CREATE INDEX readings_sensor ON readings (sensor);
