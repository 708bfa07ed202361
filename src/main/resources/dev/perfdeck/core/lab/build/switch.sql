create function perfdeck_lab.switch(shown oid[], hidden oid[]) returns void
language sql security definer set search_path = pg_catalog
as $$
    update pg_index set indisvalid = indexrelid = any (shown) where indexrelid = any (shown || hidden)
$$
