select attname, format_type(atttypid, null) as type, attnotnull
from pg_attribute
where attrelid = to_regclass(?) and attnum > 0 and not attisdropped
order by attnum
