-- expects: rewriting-table at 2
ALTER TABLE audit_log SET ACCESS METHOD heap;
