-- Zeroes the statements of this database only. Finds the function in whatever schema its extension lives.
DO $$
DECLARE
  home text;
BEGIN
  SELECT quote_ident(n.nspname) INTO home
    FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
   WHERE e.extname = 'pg_stat_statements';
  IF home IS NULL THEN
    RAISE EXCEPTION 'pg_stat_statements is not installed in this database' USING ERRCODE = 'undefined_function';
  END IF;
  EXECUTE 'SELECT ' || home || '.pg_stat_statements_reset(0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()), 0)';
END $$
