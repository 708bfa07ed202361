-- expects: ban-drop-table at 2
DROP TABLE customers CASCADE;
