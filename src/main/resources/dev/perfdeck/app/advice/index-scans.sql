select indexrelname, coalesce(idx_scan, 0)
from pg_catalog.pg_stat_user_indexes
limit 50000
