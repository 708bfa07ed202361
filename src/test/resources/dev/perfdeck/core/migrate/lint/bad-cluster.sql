-- expects: prefer-repack at 2
CLUSTER orders USING orders_pkey;
