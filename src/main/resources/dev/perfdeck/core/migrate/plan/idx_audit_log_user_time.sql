-- Samples: user_id
SELECT id, "timestamp" FROM audit_logs WHERE user_id = ? ORDER BY "timestamp" DESC LIMIT 50
