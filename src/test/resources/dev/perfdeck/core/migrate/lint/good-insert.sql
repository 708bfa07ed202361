-- expects:
INSERT INTO customers (id, name) VALUES (1001, 'It''s; fine'), (1002, E'\'; DROP TABLE x; --');
