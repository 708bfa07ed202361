package dev.perfdeck.core.monitor;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Texts of statements, each fetched once. Reading texts is the dear part of pg_stat_statements - the server reads its
/// whole text file for a single one - so they are asked for together, only when wanted, and the next time only after a
/// pause of two hundred times what the last one took: half a percent of one core at most.
///
/// [#want] and [#text] are safe on any thread; the rest belongs to the poll.
final class StatementTexts {
    static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private static final int KEPT = 2_000;
    private static final int PAUSE_FACTOR = 200;

    private final Map<Long, String> texts = new LinkedHashMap<>(64, 0.75f, true);
    private final Set<Long> wanted = ConcurrentHashMap.newKeySet();
    private final Set<Long> own = ConcurrentHashMap.newKeySet();
    private long nextNanos;
    private boolean fetched;

    /// Asks for a text at the next chance.
    void want(long query) {
        if (wanted.size() < KEPT && !known(query)) {
            wanted.add(query);
        }
    }

    synchronized String text(long query) {
        return texts.getOrDefault(query, "");
    }

    private synchronized boolean known(long query) {
        return texts.containsKey(query);
    }

    /// Whether a statement is one of the console's own.
    boolean isOwn(long query) {
        return own.contains(query);
    }

    void own(long query) {
        own.add(query);
    }

    /// Fetches what is wanted, if there is any and the pause is over.
    void fetch(Connection connection, PgFacts.Extension extension, long nanos) throws SQLException {
        if (wanted.isEmpty() || (fetched && nanos < nextNanos)) {
            return;
        }
        var start = System.nanoTime();
        var ids = new HashSet<>(wanted);
        try (var statement = connection.prepareStatement(extension.textsSql())) {
            statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    keep(row.getLong(1), row.getString(2));
                }
            }
        }
        wanted.removeAll((Collection<Long>) ids);
        fetched = true;
        var pause = (System.nanoTime() - start) * PAUSE_FACTOR;
        nextNanos = nanos + Math.clamp(pause, SHORTEST_PAUSE.toNanos(), LONGEST_PAUSE.toNanos());
    }

    private synchronized void keep(long query, String text) {
        if (text.contains(Sql.MARKER)) {
            own.add(query);
            return;
        }
        texts.put(query, text);
        if (texts.size() > KEPT) {
            texts.remove(texts.keySet().iterator().next());
        }
    }
}
