-- expects: adding-field-with-default at 2
ALTER TABLE orders ADD COLUMN label text DEFAULT make_label('x');
