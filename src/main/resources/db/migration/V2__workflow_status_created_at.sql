-- Serves: workflow list by status
CREATE INDEX CONCURRENTLY idx_workflow_status_created_at ON workflows USING btree (status, created_at DESC);
