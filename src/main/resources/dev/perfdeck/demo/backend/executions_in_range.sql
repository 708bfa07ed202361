select id, workflow_id, status, created_at, started_at, finished_at
from executions
where created_at >= ? and created_at < ?
order by created_at desc
limit 50
