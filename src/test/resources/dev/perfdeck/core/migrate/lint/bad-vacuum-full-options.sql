-- expects: prefer-repack at 2
VACUUM (ANALYZE, FULL) orders;
