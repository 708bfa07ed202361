select status as name, count(*) as value from executions group by status order by status
