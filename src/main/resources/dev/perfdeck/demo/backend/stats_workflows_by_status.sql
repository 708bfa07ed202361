select status as name, count(*) as value from workflows group by status order by status
