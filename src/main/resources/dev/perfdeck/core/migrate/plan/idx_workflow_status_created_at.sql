-- Samples: status
SELECT id, name, status, created_at FROM workflows WHERE status = ? ORDER BY created_at DESC LIMIT 20
