select /* perfdeck */ current_user::text as role,
       coalesce((select rolsuper from pg_catalog.pg_roles where rolname = ?), true) as superuser
