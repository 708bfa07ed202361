-- expects: ban-drop-table at 2
DROP TABLE IF EXISTS order_lines;
