CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE workflows (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, status text NOT NULL,
    created_by bigint NOT NULL REFERENCES users, created_at timestamptz NOT NULL);
CREATE TABLE executions (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, workflow_id bigint NOT NULL REFERENCES workflows,
    status text NOT NULL, created_at timestamptz NOT NULL);
CREATE TABLE audit_logs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id bigint NOT NULL REFERENCES users,
    action text NOT NULL, "timestamp" timestamptz NOT NULL);
CREATE TABLE checkpoints (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, execution_id bigint NOT NULL REFERENCES executions, data text);
INSERT INTO users (name) SELECT 'user ' || n FROM generate_series(1, 200) n;
INSERT INTO workflows (name, status, created_by, created_at)
SELECT md5(n::text) || ' flow ' || n, (ARRAY['draft', 'active', 'paused', 'archived'])[1 + n % 4], 1 + n % 200,
       timestamptz '2025-01-01' + n * interval '1 minute'
FROM generate_series(1, 20000) n;
INSERT INTO executions (workflow_id, status, created_at)
SELECT 1 + n % 5000, (ARRAY['running', 'done', 'failed'])[1 + n % 3], timestamptz '2025-01-01' + n * interval '1 minute'
FROM generate_series(1, 20000) n;
INSERT INTO audit_logs (user_id, action, "timestamp")
SELECT 1 + n % 200, 'update', timestamptz '2025-01-01' + n * interval '1 minute' FROM generate_series(1, 20000) n;
INSERT INTO checkpoints (execution_id, data) SELECT 1 + n % 10000, 'state' FROM generate_series(1, 20000) n;
ANALYZE;
