-- The start time keeps a recycled pid from being hit.
SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE pid = ? AND backend_start = ?
