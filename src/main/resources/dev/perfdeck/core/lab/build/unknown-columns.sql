select /* perfdeck */ named
from unnest(?::text[]) as named
where not exists (select from pg_attribute as a
                  where a.attnum > 0 and not a.attisdropped and a.attrelid::regclass::text || '.' || a.attname = named)
order by 1
