-- expects: renaming-column at 2
ALTER TABLE orders RENAME note TO remark;
