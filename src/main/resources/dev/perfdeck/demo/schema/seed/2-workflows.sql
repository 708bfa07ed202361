insert into workflows (id, name, status, created_by, definition, created_at, updated_at)
select n,
       (array['nightly', 'hourly', 'weekly', 'manual', 'triggered'])[1 + (n * 7919) % 5] || ' '
           || (array['invoice', 'payroll', 'inventory', 'customer', 'shipment', 'ledger', 'returns'])[1 + (n * 104729) % 7] || ' '
           || (array['import', 'export', 'sync', 'report', 'cleanup', 'backup'])[1 + (n * 1299709) % 6] || ' '
           || substr(md5(n::text), 1, 8),
       case when n % 20 < 12 then 'active' when n % 20 < 15 then 'draft' when n % 20 < 17 then 'paused' else 'archived' end,
       1 + (n * 2654435761) % ?::bigint,
       jsonb_build_object('steps', 3 + n % 9, 'retries', n % 4),
       now() - make_interval(secs => (n * 48271) % 31536000),
       now() - make_interval(secs => (n * 48271) % 31536000)
from generate_series(1, ?::bigint) as n
