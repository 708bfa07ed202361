-- Samples: created_at
SELECT id, workflow_id, status, created_at FROM executions WHERE created_at >= ? ORDER BY created_at DESC LIMIT 100
