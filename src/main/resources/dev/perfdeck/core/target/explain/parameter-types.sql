select /* perfdeck */ unnest(parameter_types)::text from pg_catalog.pg_prepared_statements where name = ?
