SELECT set_config('lock_timeout', ?, false)
