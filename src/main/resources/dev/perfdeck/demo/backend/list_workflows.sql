select id, name, status, created_by, created_at, updated_at
from workflows
where status = ?
order by created_at desc
limit ? offset ?
