-- What would stop the builds, worst first; no row when nothing does.
WITH wanted AS (SELECT DISTINCT tbl, to_regclass(tbl) AS oid FROM unnest(?::text[]) AS u(tbl)),
     tables AS (SELECT w.tbl, c.* FROM wanted w LEFT JOIN pg_class c ON c.oid = w.oid)
SELECT kind, what, remedy FROM (
    SELECT 1 AS place, 'STANDBY' AS kind, 'this server is a standby and only reads' AS what,
           'Connect to the primary server.' AS remedy
    WHERE pg_is_in_recovery()
  UNION ALL
    SELECT 2, 'SCHEMA', 'no schema of the search_path exists', 'Set currentSchema in the database URL.'
    WHERE current_schema() IS NULL
  UNION ALL
    SELECT 3, 'TABLE', format('table %s does not exist', tbl),
           format('Create it, or put its schema on the search_path (now %s).', current_setting('search_path'))
    FROM tables WHERE relname IS NULL
  UNION ALL
    SELECT 4, 'PARTITIONED', format('%s is a partitioned table; PostgreSQL builds no index concurrently on one', tbl),
           'Build the index on each partition concurrently, then attach them to one made with ON ONLY.'
    FROM tables WHERE relkind = 'p'
  UNION ALL
    SELECT 5, 'DENIED', format('role %s does not own table %s', current_user, tbl),
           format('GRANT %I TO %I;', pg_get_userbyid(relowner), current_user)
    FROM tables WHERE relname IS NOT NULL AND NOT pg_has_role(relowner, 'USAGE')
  UNION ALL
    SELECT 6, 'DENIED', format('role %s may not create in schema %s', current_user, n.nspname),
           format('GRANT CREATE ON SCHEMA %I TO %I;', n.nspname, current_user)
    FROM pg_namespace n
    WHERE (n.oid IN (SELECT relnamespace FROM tables) OR n.nspname = current_schema())
      AND NOT has_schema_privilege(n.oid, 'CREATE')
  UNION ALL
    SELECT 7, 'EXTENSION', 'its files are not installed on the server',
           'Install the contrib package of PostgreSQL on the server, then: CREATE EXTENSION pg_trgm;'
    WHERE NOT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm')
  UNION ALL
    SELECT 8, 'EXTENSION', format('role %s may not create it', current_user),
           format('CREATE EXTENSION pg_trgm; as a superuser, or GRANT CREATE ON DATABASE %I TO %I;',
                  current_database(), current_user)
    WHERE NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')
      AND NOT has_database_privilege(current_database(), 'CREATE')
  UNION ALL
    SELECT 9, 'EXTENSION', format('it is in schema %s, which is not on the search_path', n.nspname),
           format('ALTER ROLE %I SET search_path = %s, %I;', current_user, current_setting('search_path'), n.nspname)
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname = 'pg_trgm' AND n.nspname <> ALL (current_schemas(true))
) AS obstacle
ORDER BY place, what
LIMIT 1
