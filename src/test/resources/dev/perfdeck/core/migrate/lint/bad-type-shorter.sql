-- expects: changing-column-type at 2
ALTER TABLE orders ALTER code TYPE varchar(10);
