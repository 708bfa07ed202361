package dev.perfdeck.core.monitor;

/// What makes an entry of pg_stat_statements one entry, within the watched database: the same query id belongs to
/// several users, and to calls from a client and from within a function.
record StatementKey(long user, long database, long query, boolean topLevel) {
    @Override
    public String toString() {
        return user + "/" + database + "/" + query + "/" + topLevel;
    }
}
