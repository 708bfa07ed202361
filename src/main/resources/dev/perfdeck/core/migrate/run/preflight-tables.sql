-- What of the tables stops or delays changes. The array's order says nothing.
WITH wanted AS (SELECT DISTINCT tbl, to_regclass(tbl) AS oid FROM unnest(?::text[]) AS u(tbl)),
     tables AS (SELECT w.tbl, c.oid, c.relowner, c.relnamespace, c.relkind FROM wanted w JOIN pg_class c ON c.oid = w.oid)
SELECT 'BLOCKING' AS weight, 'rights' AS "check", format('role %s does not own %s', current_user, tbl) AS what, 0 AS owner,
       format('GRANT %I TO %I;', pg_get_userbyid(relowner), current_user) AS remedy
FROM tables WHERE NOT pg_has_role(relowner, 'USAGE')
UNION ALL
SELECT DISTINCT 'BLOCKING', 'rights', format('role %s may not create in schema %s', current_user, n.nspname), 0,
       format('GRANT CREATE ON SCHEMA %I TO %I;', n.nspname, current_user)
FROM tables t JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE NOT has_schema_privilege(n.oid, 'CREATE')
UNION ALL
SELECT 'WARNING', 'another-build', format('pid %s is building an index on %s (%s); only one goes at a time', p.pid, t.tbl, p.phase),
       p.pid, 'Wait until it has ended.'
FROM pg_stat_progress_create_index p JOIN tables t ON t.oid = p.relid
UNION ALL
SELECT 'WARNING', 'invalid-index', format('%s on %s is invalid: it costs writes and serves no reads', i.indexrelid::regclass, t.tbl),
       0, 'perfdeck migrate repair'
FROM tables t JOIN pg_index i ON i.indrelid = t.oid JOIN pg_class c ON c.oid = i.indexrelid AND c.relkind = 'i'
WHERE NOT (i.indisvalid AND i.indisready)
  AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.relid = t.oid)
