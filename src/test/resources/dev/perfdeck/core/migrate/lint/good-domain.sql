-- expects:
CREATE DOMAIN percent AS integer;
ALTER DOMAIN code ADD CONSTRAINT code_short CHECK (length(VALUE) < 20) NOT VALID;
