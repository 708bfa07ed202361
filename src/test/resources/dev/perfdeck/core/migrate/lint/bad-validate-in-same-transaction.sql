-- expects: validate-in-same-transaction at 3, statements-after-strong-lock at 3, multiple-alters at 3
ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT total_positive;
