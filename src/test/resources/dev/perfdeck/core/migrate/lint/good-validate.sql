-- expects:
ALTER TABLE orders VALIDATE CONSTRAINT status_known;
