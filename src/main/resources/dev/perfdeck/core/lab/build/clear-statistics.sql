delete from pg_statistic
where starelid in (select to_regclass(r) from unnest(?::text[]) as r)
   or starelid in (select indexrelid from pg_index where indrelid in (select to_regclass(r) from unnest(?::text[]) as r))
