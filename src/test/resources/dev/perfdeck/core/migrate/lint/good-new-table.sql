-- expects:
CREATE TABLE refunds (
    id bigserial PRIMARY KEY,
    order_id bigint NOT NULL REFERENCES orders (id),
    amount numeric(10,2) NOT NULL CHECK (amount > 0),
    token uuid DEFAULT gen_random_uuid()
);
CREATE INDEX refunds_order ON refunds (order_id);
ALTER TABLE refunds ADD CONSTRAINT refunds_token UNIQUE (token);
ALTER TABLE refunds ALTER COLUMN token SET NOT NULL;
INSERT INTO refunds (order_id, amount) SELECT id, 1 FROM orders WHERE false;
UPDATE refunds SET amount = 2;
