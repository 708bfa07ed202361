select /* perfdeck */ format('%I of %s', p.polname, p.polrelid::regclass) as object, p.polrelid::regclass::text as touches,
       format('create policy %I on %s as %s for %s to public%s%s', p.polname, p.polrelid::regclass,
              case when p.polpermissive then 'permissive' else 'restrictive' end,
              case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
              ' using (' || pg_get_expr(p.polqual, p.polrelid) || ')',
              ' with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')') as ddl,
       null::text as fallback
from pg_policy as p
where p.polrelid = any (?)
  and exists (select from unnest(p.polroles) as r
              where case when r = 0 then true else pg_has_role(r, 'USAGE') end)
order by p.oid
