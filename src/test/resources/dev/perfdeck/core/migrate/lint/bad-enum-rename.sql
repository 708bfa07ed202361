-- expects: renaming-enum-value at 2
ALTER TYPE order_state RENAME VALUE 'open' TO 'fresh';
