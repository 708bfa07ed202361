update workflows set status = ?, updated_at = now() where id = ?
