-- expects: prefer-repack at 2
VACUUM FULL orders;
