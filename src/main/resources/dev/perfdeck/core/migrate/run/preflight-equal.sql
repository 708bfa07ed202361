-- Valid indexes of the table whose definition is the same, or whose first columns are all of the new one's.
SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = to_regclass(?) AND i.indisvalid AND c.relname <> ?
ORDER BY c.relname
