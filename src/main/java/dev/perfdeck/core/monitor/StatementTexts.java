package dev.perfdeck.core.monitor;

import dev.perfdeck.model.DiscreetSql;
import dev.perfdeck.model.StatementNotice;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Texts of statements, each fetched once. Reading texts is the dear part of pg_stat_statements - the server reads its
/// whole text file for a single one - so they are asked for together, only when wanted, and the next time only after a
/// pause of two hundred times what the last one took: half a percent of one core at most.
///
/// [#want] and [#text] are safe on any thread; the rest belongs to the poll.
final class StatementTexts {
    static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    /// `character_not_in_repertoire`.
    private static final String NO_TEXT = "22021";

    private static final int KEPT = 4_000;
    private static final int PAUSE_FACTOR = 200;

    private final Map<Id, String> texts = new LinkedHashMap<>(64, 0.75f, true);
    private final Set<Id> wanted = ConcurrentHashMap.newKeySet();
    private final Set<Long> own = ConcurrentHashMap.newKeySet();
    private long nextNanos;
    private boolean fetched;
    private volatile boolean broken;

    /// Query ids are hashes of names' numbers, which mean other things in another database.
    private record Id(long database, long query) {
        static Id of(StatementKey key) {
            return new Id(key.database(), key.query());
        }
    }

    /// Asks for a text at the next chance.
    void want(StatementKey statement) {
        var id = Id.of(statement);
        if (wanted.size() < KEPT && !known(id)) {
            wanted.add(id);
        }
    }

    synchronized String text(StatementKey statement) {
        return texts.getOrDefault(Id.of(statement), "");
    }

    private synchronized boolean known(Id id) {
        return texts.containsKey(id);
    }

    /// Whether a statement is one of the console's own.
    boolean isOwn(long query) {
        return own.contains(query);
    }

    void own(long query) {
        own.add(query);
    }

    /// Fetches what is wanted, if there is any and the pause is over.
    ///
    /// @param everyDatabase not of the session's own alone
    void fetch(Connection connection, PgFacts.Extension extension, boolean everyDatabase, long nanos)
            throws SQLException {
        if (wanted.isEmpty() || (fetched && nanos < nextNanos)) {
            return;
        }
        var start = System.nanoTime();
        var ids = new HashSet<>(wanted);
        try {
            read(connection, extension.textsSql(everyDatabase), ids);
            broken = false;
            wanted.removeAll((Collection<Id>) ids);
        } catch (SQLException e) {
            if (!NO_TEXT.equals(e.getSQLState())) {
                throw e;
            }
            // One text of bytes that are none in this database's encoding, and the server gives out not a single one.
            broken = true;
        }
        fetched = true;
        var pause = broken ? LONGEST_PAUSE.toNanos() : (System.nanoTime() - start) * PAUSE_FACTOR;
        nextNanos = nanos + Math.clamp(pause, SHORTEST_PAUSE.toNanos(), LONGEST_PAUSE.toNanos());
    }

    /// What is to be said, before all else, when the server could not give out the texts.
    List<StatementNotice> with(List<StatementNotice> others) {
        return broken
                ? Stream.concat(Stream.of(StatementNotices.texts()), others.stream())
                        .toList()
                : others;
    }

    private void read(Connection connection, String sql, Set<Id> ids) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", ids.stream().map(Id::query).distinct().toArray()));
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    keep(new Id(row.getLong(1), row.getLong(2)), row.getString(3));
                }
            }
        }
    }

    private synchronized void keep(Id id, String text) {
        if (text.contains(Sql.MARKER)) {
            own.add(id.query);
            return;
        }
        texts.put(id, DiscreetSql.of(text));
        if (texts.size() > KEPT) {
            texts.remove(texts.keySet().iterator().next());
        }
    }
}
