-- Serves: a user's audit trail
CREATE INDEX CONCURRENTLY idx_audit_log_user_time ON audit_logs USING btree (user_id, "timestamp" DESC);
