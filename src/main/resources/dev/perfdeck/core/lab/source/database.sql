select /* perfdeck */ current_setting('server_version_num')::int / 10000 as major,
       current_setting('search_path') as search_path,
       current_setting('block_size')::int as block_size,
       pg_encoding_to_char(encoding) as encoding,
       to_jsonb(d) ->> 'datlocprovider' as provider,
       datcollate, datctype,
       coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale') as locale,
       current_user as role
from pg_database as d
where datname = current_database()
