select workflow_id::text as name, count(*) as value from executions group by workflow_id order by value desc limit 10
