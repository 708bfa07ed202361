-- Samples: name
SELECT id, name, status, created_at FROM workflows WHERE name ILIKE '%' || right(?::text, 8) || '%'
