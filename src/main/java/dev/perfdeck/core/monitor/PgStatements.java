package dev.perfdeck.core.monitor;

import dev.perfdeck.core.monitor.StatementLog.Owner;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.StatementCost;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.StatementFilter;
import dev.perfdeck.model.StatementNotice;
import dev.perfdeck.model.Window;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads pg_stat_statements: figures without texts at every poll, texts seldom. Turns them into rates and into the log
/// of the last hour.
///
/// Polls belong to the probe; everything else is safe on any thread.
final class PgStatements {
    private static final int TEXTS_AHEAD = 20;
    private static final int TEXTS_OF_A_LIST = 2_000;

    private final History history;
    private final double slowMillis;
    private final StatementLog log = new StatementLog();
    private final StatementTexts texts = new StatementTexts();
    private final StatementOwners owners = new StatementOwners();
    private final StatementList list = new StatementList(texts, owners);
    private final StatementQuality quality;
    private @Nullable StatementReader reader;
    private @Nullable StatementSnapshot last;
    private volatile boolean everyDatabase;
    private volatile long database;
    private volatile double cost = Double.NaN;

    /// @param slowMillis a statement whose calls of an interval take that long on average is slow; NaN where somebody
    ///                   else tells the slow ones
    PgStatements(History history, EventLog events, double slowMillis) {
        this.history = history;
        this.quality = new StatementQuality(events);
        this.slowMillis = slowMillis;
    }

    /// A new session. Finds out the ids of our own statements, so that nobody mistakes the observer for the load.
    void connected(Connection connection, PgFacts facts) throws SQLException {
        reader = null;
        database = facts.database();
        owners.forget();
        quality.connected(facts);
        if (facts.statements().isPresent() && facts.versionNumber() >= OwnStatements.SINCE) {
            OwnStatements.ids(connection, facts.statements().get()).forEach(texts::own);
        }
    }

    /// The server or its statistics restarted: the next poll is a new baseline.
    void restarted() {
        last = null;
    }

    /// Whether other databases of the server are read too, from the next poll on.
    void everyDatabase(boolean wanted) {
        everyDatabase = wanted;
    }

    /// The next reset that shows is our own.
    void expectReset() {
        quality.expectReset();
    }

    void poll(Connection connection, PgFacts.Extension extension, PgFacts facts, Tick tick) throws SQLException {
        var from = reader(connection, extension);
        var now = from.read(tick.nanos(), tick.second());
        quality.read(now);
        var before = last;
        last = now;
        if (before != null) {
            file(before, now, facts);
        }
        owners.fetch(connection);
        texts.fetch(connection, extension, from.everyDatabase(), tick.nanos());
    }

    /// Databases that were not read before would seem to have done all their work just now: a new baseline.
    private StatementReader reader(Connection connection, PgFacts.Extension extension) throws SQLException {
        var found = reader;
        if (found != null && found.everyDatabase() == everyDatabase) {
            return found;
        }
        if (found != null) {
            found.close();
            last = null;
        }
        reader = new StatementReader(connection, extension, everyDatabase);
        return reader;
    }

    /// Of the watched database alone.
    List<StatementCost> costliest(Duration span, int limit) {
        var sums = log.sums(history.latestSecond(), span);
        var all = all(sums, owner -> owner.database() == database);
        var table = sums.statements().only(key -> key.database() == database);
        var rows = StatementList.byTime(table);
        Arrays.stream(rows).limit(limit + TEXTS_AHEAD).forEach(row -> texts.want(table.key(row)));
        return Arrays.stream(rows)
                .filter(row -> !texts.isOwn(table.key(row).query()))
                .limit(limit)
                .mapToObj(row -> list.cost(table, row, all))
                .toList();
    }

    List<StatementFigures> statements(Duration span, StatementFilter filter) {
        var sums = log.sums(history.latestSecond(), span);
        var all = all(sums, owner -> admits(filter, owner));
        var table = sums.statements().only(key -> admits(filter, Owner.of(key)));
        var ordered = table.pick(StatementList.byTime(table));
        for (int row = 0; row < Math.min(ordered.size(), TEXTS_OF_A_LIST); row++) {
            texts.want(ordered.key(row));
        }
        return list.figures(ordered, all);
    }

    private boolean admits(StatementFilter filter, Owner owner) {
        return filter.admits(owners.user(owner.user()), owners.database(owner.database()));
    }

    private static double all(StatementLog.Sums sums, Predicate<Owner> wanted) {
        return sums.millis().entrySet().stream()
                .filter(e -> wanted.test(e.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    double[] trend(String key, Duration span) {
        return StatementKey.parse(key)
                .map(statement -> log.trend(statement, history.latestSecond(), span))
                .orElseGet(() -> new double[0]);
    }

    Window calls(String key, Duration span) {
        return window(Metric.STATEMENT_CALLS, key, span, log::rates);
    }

    Window mean(String key, Duration span) {
        return window(Metric.STATEMENT_MEAN, key, span, log::means);
    }

    private interface Grid {
        double[] of(StatementKey key, long now, Duration span);
    }

    private Window window(Metric metric, String key, Duration span, Grid grid) {
        var now = history.latestSecond();
        if (now == Long.MIN_VALUE) {
            return new Window(metric, 0, new double[0]);
        }
        var values = StatementKey.parse(key)
                .map(statement -> grid.of(statement, now, span))
                .orElseGet(() -> new double[0]);
        return new Window(metric, now - span.toSeconds() + 1, values);
    }

    List<StatementNotice> notices() {
        return texts.with(quality.notices(history.latestSecond()));
    }

    /// Execution time of our own statements, in milliseconds per second; NaN until measured.
    double costMillisPerSecond() {
        return cost;
    }

    /// How often the server dropped entries to make room since watching began; figures are a sample where it did.
    long evicted() {
        return quality.evicted();
    }

    private void file(StatementSnapshot before, StatementSnapshot now, PgFacts facts) {
        quality.compare(before, now);
        var seconds = (now.nanos() - before.nanos()) / 1e9;
        var every = now.since(before);
        var deltas = every.only(key -> !texts.isOwn(key.query()));
        cost = millis(every.only(key -> texts.isOwn(key.query()))) / seconds;
        log.add(now.second(), deltas);
        Arrays.stream(StatementList.byTime(deltas)).limit(TEXTS_AHEAD).forEach(row -> texts.want(deltas.key(row)));
        if (facts.seesAll()) {
            var here = deltas.only(key -> key.topLevel() && key.database() == facts.database());
            history.spread(Metric.QUERIES, before.second(), now.second(), calls(here, 0) / seconds);
            if (!Double.isNaN(slowMillis)) {
                history.spread(Metric.SLOW_QUERIES, before.second(), now.second(), calls(here, slowMillis) / seconds);
            }
        }
    }

    private static double millis(StatementTable table) {
        var millis = 0.0;
        for (int row = 0; row < table.size(); row++) {
            millis += table.at(row, Tally.MILLIS);
        }
        return millis;
    }

    private static double calls(StatementTable table, double meanAtLeast) {
        var calls = 0.0;
        for (int row = 0; row < table.size(); row++) {
            var each = table.at(row, Tally.CALLS);
            calls += table.at(row, Tally.MILLIS) / each >= meanAtLeast ? each : 0;
        }
        return calls;
    }
}
