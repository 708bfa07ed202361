SELECT EXISTS (SELECT FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid AND c.relkind = 'i', to_regclass(?) AS w
               WHERE (i.indexrelid = w OR i.indrelid = w) AND NOT (i.indisvalid AND i.indisready))
