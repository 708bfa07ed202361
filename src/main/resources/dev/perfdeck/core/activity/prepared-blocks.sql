with /* perfdeck */ locks as materialized (
    select granted, pid, mode, locktype, virtualtransaction, transactionid,
           row(locktype, database, relation, page, tuple, virtualxid, transactionid, classid, objid, objsubid)::text as object
    from pg_locks
    where pid is null or pid = any (?)
), conflicts(wanted, held) as (
    values ('AccessShareLock', array['AccessExclusiveLock']),
           ('RowShareLock', array['ExclusiveLock', 'AccessExclusiveLock']),
           ('RowExclusiveLock', array['ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock']),
           ('ShareUpdateExclusiveLock', array['ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock',
               'ExclusiveLock', 'AccessExclusiveLock']),
           ('ShareLock', array['RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock',
               'AccessExclusiveLock']),
           ('ShareRowExclusiveLock', array['RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock',
               'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock']),
           ('ExclusiveLock', array['RowShareLock', 'RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock',
               'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock']),
           ('AccessExclusiveLock', array['AccessShareLock', 'RowShareLock', 'RowExclusiveLock',
               'ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'])
)
-- A prepared transaction holds its locks without a pid; the lock on its own number tells which one it is.
select distinct w.pid as waiter, p.gid, p.transaction::text::bigint as xid, p.prepared, p.owner::text as owner,
       p.database::text as database, age(p.transaction) as xmin_age
from locks as w
join locks as h on h.object = w.object and h.pid is null and h.granted
join conflicts as c on c.wanted = w.mode and h.mode = any (c.held)
join locks as x on x.pid is null and x.locktype = 'transactionid' and x.virtualtransaction = h.virtualtransaction
join pg_prepared_xacts as p on p.transaction = x.transactionid
where w.pid is not null and not w.granted
