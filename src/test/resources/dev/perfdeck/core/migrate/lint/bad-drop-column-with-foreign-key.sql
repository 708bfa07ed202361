-- expects: ban-drop-column at 2
ALTER TABLE orders DROP COLUMN shop_id;
