DELETE FROM {table} WHERE installed_rank = ?
