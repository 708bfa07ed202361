-- expects:
CREATE OR REPLACE FUNCTION double(n int) RETURNS int LANGUAGE sql
BEGIN ATOMIC
    SELECT CASE WHEN n > 0 THEN n * 2 ELSE 0 END;
END;

CREATE FUNCTION noise() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    DROP INDEX orders_status_idx; -- only text
    RETURN NEW;
END $body$;
