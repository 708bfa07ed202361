-- expects: creating-enum at 2
CREATE TYPE mood AS ENUM ('good', 'bad');
ALTER TYPE order_state ADD VALUE IF NOT EXISTS 'held' BEFORE 'done';
