-- expects: changing-column-type at 2
ALTER TABLE orders ALTER COLUMN note SET DATA TYPE integer USING length(note);
