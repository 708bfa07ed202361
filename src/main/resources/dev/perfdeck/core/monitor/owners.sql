select /* perfdeck */ true as role, oid, rolname as name from pg_catalog.pg_roles where oid = any (?::oid[])
union all
select false, oid, datname from pg_catalog.pg_database where oid = any (?::oid[])
