-- expects:
ALTER TABLE shops ALTER COLUMN net TYPE inet;
