package dev.perfdeck.core.monitor;

import java.util.Optional;
import java.util.regex.Pattern;

/// What makes an entry of pg_stat_statements one entry: the same query id belongs to several users and databases, and
/// to calls from a client and from within a function.
record StatementKey(long user, long database, long query, boolean topLevel) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,10})/(\\d{1,10})/(-?\\d{1,19})/(true|false)");

    /// The key that [#toString] wrote.
    static Optional<StatementKey> parse(String text) {
        var parts = FORM.matcher(text);
        try {
            return parts.matches()
                    ? Optional.of(new StatementKey(
                            Long.parseLong(parts.group(1)),
                            Long.parseLong(parts.group(2)),
                            Long.parseLong(parts.group(3)),
                            Boolean.parseBoolean(parts.group(4))))
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// Query ids are hashes already; the others are folded in.
    @Override
    public int hashCode() {
        var mixed = (query + user * 31 + database * 961 + (topLevel ? 1 : 0)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }

    @Override
    public String toString() {
        return user + "/" + database + "/" + query + "/" + topLevel;
    }
}
