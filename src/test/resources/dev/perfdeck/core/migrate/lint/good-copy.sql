-- expects:
COPY audit_log (id, entry) FROM STDIN;
1	first; DROP TABLE orders;
2	second 'quote
\.

SELECT 1;
