-- Serves: name search, ILIKE '%…%'
CREATE INDEX CONCURRENTLY idx_workflow_name_search ON workflows USING gin (name gin_trgm_ops);
