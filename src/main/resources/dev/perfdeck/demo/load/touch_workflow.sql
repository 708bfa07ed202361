update workflows
set updated_at = now()
where id = ?
