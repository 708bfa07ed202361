CREATE TYPE order_state AS ENUM ('open', 'done');
CREATE DOMAIN code AS text;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION make_label(text) RETURNS text LANGUAGE sql AS 'SELECT $1 || random()::text';
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE shops (id bigint PRIMARY KEY, net cidr, short code);
CREATE TABLE orders (
    id bigint PRIMARY KEY,
    customer_id bigint NOT NULL,
    shop_id bigint REFERENCES shops (id),
    code varchar(40),
    status text NOT NULL DEFAULT 'open',
    state order_state NOT NULL DEFAULT 'open',
    quantity integer,
    total numeric(12,2) NOT NULL DEFAULT 0,
    note text,
    created_at timestamp NOT NULL DEFAULT now(),
    CONSTRAINT quantity_present CHECK (quantity IS NOT NULL)
);
ALTER TABLE orders ADD CONSTRAINT status_known CHECK (status IN ('open', 'closed')) NOT VALID;
CREATE INDEX orders_status_idx ON orders (status);
CREATE INDEX orders_customer_idx ON orders (customer_id);
CREATE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TABLE order_lines (
    order_id bigint NOT NULL REFERENCES orders (id),
    line integer NOT NULL,
    PRIMARY KEY (order_id, line)
);
CREATE TABLE loyalty (customer_id bigint REFERENCES customers (id), points integer);
CREATE TABLE events (id bigint NOT NULL, what text);
CREATE UNIQUE INDEX events_id_key ON events (id);
CREATE TABLE bookings (id bigint PRIMARY KEY, during tstzrange);
CREATE TABLE audit_log (id bigint, entry text);
CREATE TABLE readings (year integer NOT NULL, sensor integer, value real) PARTITION BY RANGE (year);
CREATE TABLE readings_2024 PARTITION OF readings FOR VALUES FROM (2024) TO (2025);
CREATE TABLE readings_2025 PARTITION OF readings FOR VALUES FROM (2025) TO (2026);
CREATE TABLE readings_2026 (LIKE readings INCLUDING ALL);
CREATE VIEW order_names AS SELECT id, status FROM orders;
CREATE MATERIALIZED VIEW daily_totals AS SELECT year, sum(value) AS total FROM readings GROUP BY 1;
CREATE UNIQUE INDEX daily_totals_year ON daily_totals (year);
