-- Serves: executions of a workflow
CREATE INDEX CONCURRENTLY idx_execution_workflow_status ON executions USING btree (workflow_id, status);
