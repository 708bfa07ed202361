-- expects: disallowed-unique-constraint at 2
ALTER TABLE events ADD PRIMARY KEY (id);
