select id, workflow_id, status, created_at, started_at, finished_at
from executions
where workflow_id = ? and status = ?
order by id desc
limit 20
