select /* perfdeck */ gid, transaction::text::bigint as xid, prepared, owner::text as owner, database::text as database,
       age(transaction) as xmin_age
from pg_prepared_xacts
order by prepared, gid
limit 50
