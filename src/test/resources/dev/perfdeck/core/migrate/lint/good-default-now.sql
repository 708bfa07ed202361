-- expects:
ALTER TABLE orders ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();
