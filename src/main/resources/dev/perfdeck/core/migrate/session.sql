-- A build takes as long as it takes: PostgreSQL's time limits are off in this session, by name, because old servers lack some.
SELECT set_config(name, wanted, false)
FROM pg_settings
JOIN (VALUES ('statement_timeout', '0'), ('lock_timeout', '0'), ('idle_in_transaction_session_timeout', '0'),
             ('idle_session_timeout', '0'), ('transaction_timeout', '0'), ('client_connection_check_interval', '0'),
             ('default_transaction_read_only', 'off')) AS w(name, wanted) USING (name)
