-- expects: ban-truncate-cascade at 2
TRUNCATE TABLE customers CASCADE;
