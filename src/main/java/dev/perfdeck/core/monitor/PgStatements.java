package dev.perfdeck.core.monitor;

import dev.perfdeck.core.monitor.StatementSnapshot.Entry;
import dev.perfdeck.model.Event;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.StatementCost;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Reads pg_stat_statements: figures without texts at every poll, texts seldom. Turns them into rates and into the log
/// of the last hour.
///
/// Polls belong to the probe; [#costliest] and the figures are safe on any thread.
final class PgStatements {
    private static final int TEXTS_AHEAD = 20;

    private final History history;
    private final EventLog events;
    private final double slowMillis;
    private final StatementLog log = new StatementLog();
    private final StatementTexts texts = new StatementTexts();
    private @Nullable StatementReader reader;
    private @Nullable StatementSnapshot last;
    private volatile double cost = Double.NaN;
    private final AtomicLong evicted = new AtomicLong();

    /// @param slowMillis a statement whose calls of an interval take that long on average is slow; NaN where somebody
    ///                   else tells the slow ones
    PgStatements(History history, EventLog events, double slowMillis) {
        this.history = history;
        this.events = events;
        this.slowMillis = slowMillis;
    }

    /// A new session. Finds out the ids of our own statements, so that nobody mistakes the observer for the load.
    void connected(Connection connection, PgFacts facts) throws SQLException {
        reader = null;
        if (facts.statements().isPresent() && facts.versionNumber() >= OwnStatements.SINCE) {
            OwnStatements.ids(connection, facts.statements().get()).forEach(texts::own);
        }
    }

    /// The server or its statistics restarted: the next poll is a new baseline.
    void restarted() {
        last = null;
    }

    void poll(Connection connection, PgFacts.Extension extension, PgFacts facts, Tick tick) throws SQLException {
        var now = reader(connection, extension, facts).read(tick);
        var before = last;
        last = now;
        if (before != null) {
            file(before, now, facts);
        }
        texts.fetch(connection, extension, tick.nanos());
    }

    private StatementReader reader(Connection connection, PgFacts.Extension extension, PgFacts facts)
            throws SQLException {
        var found = reader;
        if (found == null) {
            found = new StatementReader(connection, extension, facts.database());
            reader = found;
        }
        return found;
    }

    List<StatementCost> costliest(Duration span, int limit) {
        return log.costliest(history.latestSecond(), span, limit + TEXTS_AHEAD).stream()
                .peek(found -> texts.want(found.key().query()))
                .filter(found -> !texts.isOwn(found.key().query()))
                .limit(limit)
                .map(this::named)
                .toList();
    }

    double[] trend(String key, Duration span) {
        return log.trend(key, history.latestSecond(), span);
    }

    /// Execution time of our own statements, in milliseconds per second; NaN until measured.
    double costMillisPerSecond() {
        return cost;
    }

    /// How often the server dropped entries to make room since watching began; figures are a sample where it did.
    long evicted() {
        return evicted.get();
    }

    private StatementCost named(StatementLog.Cost found) {
        var sum = found.sum();
        var key = found.key();
        return new StatementCost(
                key.toString(), texts.text(key.query()), sum.calls(), sum.millis(), found.sharePercent(), sum.rows());
    }

    private void file(StatementSnapshot before, StatementSnapshot now, PgFacts facts) {
        if (now.resetSince(before)) {
            var words = "pg_stat_statements was reset";
            events.add(new Event(Instant.ofEpochSecond(now.second()), Event.Kind.BASELINE, words, words + "."));
        }
        noteEvictions(before, now);
        var seconds = (now.nanos() - before.nanos()) / 1e9;
        var deltas = now.since(before);
        cost = takeOwn(deltas) / seconds;
        log.add(now.second(), deltas);
        deltas.entrySet().stream()
                .sorted(Comparator.comparingDouble(e -> -e.getValue().millis()))
                .limit(TEXTS_AHEAD)
                .forEach(e -> texts.want(e.getKey().query()));
        if (facts.seesAll()) {
            history.spread(Metric.QUERIES, before.second(), now.second(), calls(deltas, 0) / seconds);
            if (!Double.isNaN(slowMillis)) {
                history.spread(Metric.SLOW_QUERIES, before.second(), now.second(), calls(deltas, slowMillis) / seconds);
            }
        }
    }

    private void noteEvictions(StatementSnapshot before, StatementSnapshot now) {
        var more = Math.max(0, now.evicted() - before.evicted());
        if (more > 0 && evicted.get() == 0) {
            var text = "pg_stat_statements drops entries to make room: raise pg_stat_statements.max for full figures.";
            events.add(new Event(Instant.ofEpochSecond(now.second()), Event.Kind.WARNING, "statements evicted", text));
        }
        evicted.addAndGet(more);
    }

    private double takeOwn(Map<StatementKey, Entry> deltas) {
        var millis = 0.0;
        for (var each = deltas.entrySet().iterator(); each.hasNext(); ) {
            var next = each.next();
            if (texts.isOwn(next.getKey().query())) {
                millis += next.getValue().millis();
                each.remove();
            }
        }
        return millis;
    }

    private static double calls(Map<StatementKey, Entry> deltas, double meanAtLeast) {
        return deltas.entrySet().stream()
                .filter(e -> e.getKey().topLevel())
                .map(Map.Entry::getValue)
                .filter(entry -> entry.millis() / entry.calls() >= meanAtLeast)
                .mapToDouble(Entry::calls)
                .sum();
    }
}
