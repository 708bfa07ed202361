-- expects: renaming-column at 2
ALTER TABLE orders RENAME COLUMN note TO remark;
