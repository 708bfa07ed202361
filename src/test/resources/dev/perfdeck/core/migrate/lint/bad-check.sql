-- expects: constraint-missing-not-valid at 2
ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0);
