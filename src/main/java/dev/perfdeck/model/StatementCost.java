package dev.perfdeck.model;

/// One statement of pg_stat_statements and what it cost over a span.
///
/// @param key           opaque identity: user, database, queryid, toplevel
/// @param text          normalised text with `$1` places; empty until fetched, or where the role may not see it
/// @param totalMillis   execution time within the span
/// @param sharePercent  of all execution time within the span
public record StatementCost(String key, String text, long calls, double totalMillis, double sharePercent, long rows) {
    public double meanMillis() {
        return calls == 0 ? Double.NaN : totalMillis / calls;
    }
}
