-- expects: rewriting-table at 2
ALTER INDEX orders_status_idx SET TABLESPACE pg_default;
