select count(*)
from pg_index
join pg_class on pg_class.oid = pg_index.indexrelid
where indisvalid
  and relnamespace = 'public'::regnamespace
  and relname in ('idx_workflow_status_created_at', 'idx_workflow_name_search', 'idx_execution_workflow_status',
                  'idx_execution_created_at', 'idx_audit_log_user_time', 'idx_checkpoint_execution_id')
