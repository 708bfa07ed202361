select s.stanumbers1 from pg_statistic as s
where s.starelid = ? and s.staattnum = ? and s.stakind1 = 1
order by s.stainherit limit 1
