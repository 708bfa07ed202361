-- Operators that idx_workflow_name_search is made of. Any role with CREATE on the database may add it (PostgreSQL 13+).
CREATE EXTENSION IF NOT EXISTS pg_trgm;
