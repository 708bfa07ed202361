-- expects:
-- executeInTransaction: false
CREATE INDEX readings_sensor ON ONLY readings (sensor);
CREATE INDEX CONCURRENTLY readings_2024_sensor ON readings_2024 (sensor);
ALTER INDEX readings_sensor ATTACH PARTITION readings_2024_sensor;
CREATE INDEX CONCURRENTLY readings_2025_sensor ON readings_2025 (sensor);
ALTER INDEX readings_sensor ATTACH PARTITION readings_2025_sensor;
