select id, user_id, action, resource, "timestamp"
from audit_logs
where user_id = ?
order by "timestamp" desc
limit 20
