-- Samples: workflow_id, status
SELECT id, status, created_at FROM executions WHERE workflow_id = ? AND status = ?
