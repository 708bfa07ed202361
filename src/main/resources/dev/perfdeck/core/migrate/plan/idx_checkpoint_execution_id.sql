-- Samples: execution_id
SELECT id FROM checkpoints WHERE execution_id = ?
