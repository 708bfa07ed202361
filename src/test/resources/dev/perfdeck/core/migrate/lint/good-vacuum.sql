-- expects:
VACUUM (ANALYZE) orders;
