select id, name, status, created_by, created_at, updated_at
from workflows
where id = ?
