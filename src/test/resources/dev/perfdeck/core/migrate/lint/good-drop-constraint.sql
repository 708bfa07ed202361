-- expects:
ALTER TABLE orders DROP CONSTRAINT status_known, DROP CONSTRAINT orders_shop_id_fkey;
