select id, execution_id, step, created_at
from checkpoints
where execution_id = ?
order by step
