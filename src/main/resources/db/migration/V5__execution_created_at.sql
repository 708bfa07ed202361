-- Serves: time ranges
CREATE INDEX CONCURRENTLY idx_execution_created_at ON executions USING btree (created_at DESC);
