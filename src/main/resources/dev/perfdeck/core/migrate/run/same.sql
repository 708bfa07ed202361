SELECT to_regclass(?) IS NOT DISTINCT FROM to_regclass(?)
