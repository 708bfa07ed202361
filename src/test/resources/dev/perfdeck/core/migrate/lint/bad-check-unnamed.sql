-- expects: constraint-missing-not-valid at 2
ALTER TABLE ONLY orders ADD CHECK (quantity > 0);
