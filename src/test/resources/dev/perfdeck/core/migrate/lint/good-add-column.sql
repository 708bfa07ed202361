-- expects:
ALTER TABLE orders ADD COLUMN remark text, ADD COLUMN paid boolean NOT NULL DEFAULT false;
