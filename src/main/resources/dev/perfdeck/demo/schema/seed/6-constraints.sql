alter table workflows add constraint workflows_created_by_fkey foreign key (created_by) references users not valid;
alter table executions add constraint executions_workflow_fkey foreign key (workflow_id) references workflows not valid;
alter table audit_logs add constraint audit_logs_user_fkey foreign key (user_id) references users not valid;
alter table checkpoints add constraint checkpoints_execution_fkey foreign key (execution_id) references executions not valid;
alter table users alter id restart with 1000000000;
alter table workflows alter id restart with 1000000000;
alter table executions alter id restart with 1000000000;
alter table audit_logs alter id restart with 1000000000;
alter table checkpoints alter id restart with 1000000000;
analyze users, workflows, executions, audit_logs, checkpoints
