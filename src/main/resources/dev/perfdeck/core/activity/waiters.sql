with /* perfdeck */ recursive waiting as materialized (
    -- Every session that waits, with its place in the queue of its lock. A session waits for one lock at a time.
    select q.*,
           row_number() over (partition by object order by since, pid) as place,
           count(*) over (partition by object) as queued
    from (select l.*, ${waitstart} as since,
                 row(locktype, database, relation, page, tuple, virtualxid, transactionid, classid, objid, objsubid)::text as object
          from pg_locks as l
          where not granted and pid is not null) as q
), picked(pid) as (
    -- The fronts of the queues, and then whoever those wait for: pg_blocking_pids costs a walk along the queue each time.
    (select pid from waiting order by place, since, pid limit ?)
    union
    select b.pid
    from picked as p
    cross join lateral unnest(pg_blocking_pids(p.pid)) as b(pid)
    join waiting as w on w.pid = b.pid
), listed as materialized (
    select pid from picked limit ?
)
select w.pid, w.mode, w.since, w.object, w.queued::int as queued,
       (select count(*) from waiting)::int as waiting,
       concat_ws(' ', w.locktype,
           case when w.relation is null then null
                when w.database in (0, (select oid from pg_database where datname = current_database()))
                    then w.relation::regclass::text
                else 'oid ' || w.relation || ' of ' || (select datname from pg_database where oid = w.database) end,
           case when w.page is not null then '(' || concat_ws(',', w.page, w.tuple) || ')' end,
           w.virtualxid, w.transactionid,
           case when w.classid is not null then concat_ws('/', w.classid, w.objid, w.objsubid) end) as lock,
       array(select distinct b.pid
             from unnest(pg_blocking_pids(w.pid)) as b(pid)
             where b.pid in (select pid from listed) or b.pid not in (select pid from waiting)
             limit 200) as blockers
from listed
join waiting as w using (pid)
order by w.since, w.pid
