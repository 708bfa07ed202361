select id, workflow_id, status, created_at, started_at, finished_at
from executions
where id = ?
