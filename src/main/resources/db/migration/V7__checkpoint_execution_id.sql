-- Serves: checkpoints of an execution
CREATE INDEX CONCURRENTLY idx_checkpoint_execution_id ON checkpoints USING btree (execution_id);
