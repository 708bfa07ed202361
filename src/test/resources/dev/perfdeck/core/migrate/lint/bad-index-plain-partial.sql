-- expects: require-concurrent-index-creation at 3
-- one line more
CREATE UNIQUE INDEX IF NOT EXISTS "Orders Code" ON public.orders USING btree (lower(code)) WHERE status = 'open;';
