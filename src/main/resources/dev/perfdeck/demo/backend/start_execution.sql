insert into executions (workflow_id, status, created_at, started_at)
values (?, 'running', now(), now())
returning id, workflow_id, status, created_at, started_at, finished_at
