-- expects: constraint-missing-not-valid at 2
ALTER TABLE orders ADD COLUMN weight int CHECK (weight > 0);
