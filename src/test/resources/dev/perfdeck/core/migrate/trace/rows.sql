INSERT INTO customers VALUES (1, 'Ada'), (2, 'Grace');
INSERT INTO shops VALUES (1, '10.0.0.0/8', 'north');
INSERT INTO orders (id, customer_id, shop_id, code, quantity, total, note)
    SELECT n, 1 + n % 2, 1, 'c' || n, n, n, 'note ' || n FROM generate_series(1, 20) AS n;
INSERT INTO order_lines SELECT n, 1 FROM generate_series(1, 20) AS n;
INSERT INTO loyalty VALUES (1, 10);
INSERT INTO events VALUES (1, 'x'), (2, 'y');
INSERT INTO bookings VALUES (1, '[2026-01-01,2026-01-02)');
INSERT INTO audit_log VALUES (1, 'a'), (2, 'b');
INSERT INTO readings VALUES (2024, 1, 1), (2025, 1, 2);
REFRESH MATERIALIZED VIEW daily_totals;
