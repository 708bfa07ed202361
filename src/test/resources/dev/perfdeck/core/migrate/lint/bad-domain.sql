-- expects: ban-alter-domain-with-add-constraint at 2
ALTER DOMAIN code ADD CONSTRAINT code_short CHECK (length(VALUE) < 20);
