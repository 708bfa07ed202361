-- expects: require-concurrent-refresh at 2
REFRESH MATERIALIZED VIEW daily_totals;
