-- expects:
/* ${comment} */ CREATE TABLE ${prefix}_things (id int);
CREATE INDEX ${prefix}_things_id ON ${prefix}_things (id);
