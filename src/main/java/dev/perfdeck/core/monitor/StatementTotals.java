package dev.perfdeck.core.monitor;

import dev.perfdeck.core.target.PgFaults;
import dev.perfdeck.core.target.PgRole;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.StatementNotice;
import dev.perfdeck.model.StatementOrder;
import dev.perfdeck.model.StatementReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Statements of the session's own database without a watch: everything since the statistics began, or what two
/// readings differ by. Figures are ranked and cut here, and only the texts of what is left are fetched.
///
/// Blocks. One thread at a time.
public final class StatementTotals {
    /// Our own may be among the first, and are known by their texts only before PostgreSQL 14.
    private static final int OWN_AT_MOST = 20;

    private final Connection connection;
    private final PgFacts facts;
    private final PgFacts.Extension extension;
    private final StatementTexts texts = new StatementTexts();
    private final StatementOwners owners = new StatementOwners();

    private StatementTotals(Connection connection, PgFacts facts, PgFacts.Extension extension) {
        this.connection = connection;
        this.facts = facts;
        this.extension = extension;
    }

    /// Everything since the statistics began.
    ///
    /// @throws FaultException where there is no pg_stat_statements to be read
    public static StatementReport read(Connection connection, int limit, StatementOrder by) throws SQLException {
        var totals = on(connection);
        try (var reader = new StatementReader(connection, totals.extension, false)) {
            var now = reader.read(System.nanoTime(), 0);
            return totals.report(
                    now.entries(),
                    Double.NaN,
                    limit,
                    by,
                    totals.notices(now, now.info().evicted(), false));
        }
    }

    /// What came within `window` from now on; returns when it is over.
    public static StatementReport read(Connection connection, Duration window, int limit, StatementOrder by)
            throws SQLException, InterruptedException {
        var totals = on(connection);
        try (var reader = new StatementReader(connection, totals.extension, false)) {
            var before = reader.read(System.nanoTime(), 0);
            Thread.sleep(window);
            var now = reader.read(System.nanoTime(), 0);
            var notices = totals.notices(now, now.evictedSince(before), now.resetSince(before));
            var seconds = (now.nanos() - before.nanos()) / 1e9;
            return totals.report(now.since(before), seconds, limit, by, notices);
        }
    }

    /// The same over a session of its own. Without a window: since the statistics began.
    ///
    /// @throws FaultException when the server does not answer, or has no pg_stat_statements to be read
    public static StatementReport read(PgTarget target, Optional<Duration> window, int limit, StatementOrder by)
            throws InterruptedException {
        try (var connection = target.open(PgRole.READ)) {
            try (var statement = connection.createStatement()) {
                statement.execute("set work_mem = '32MB'");
            }
            return window.isPresent() ? read(connection, window.get(), limit, by) : read(connection, limit, by);
        } catch (SQLException e) {
            throw target.fault(e);
        }
    }

    private static StatementTotals on(Connection connection) throws SQLException {
        var facts = PgFacts.read(connection);
        var extension = facts.statements()
                .orElseThrow(() ->
                        new FaultException(facts.limitation().orElseGet(() -> PgFaults.missingStatements(false))));
        var totals = new StatementTotals(connection, facts, extension);
        if (facts.versionNumber() >= OwnStatements.SINCE) {
            OwnStatements.ids(connection, extension).forEach(totals.texts::own);
        }
        return totals;
    }

    private List<StatementNotice> notices(StatementSnapshot now, long evicted, boolean reset) {
        var at = reset ? Optional.of(Instant.now()) : Optional.<Instant>empty();
        return Stream.concat(facts.notices().stream(), StatementNotices.of(now.info(), evicted, at).stream())
                .toList();
    }

    private StatementReport report(
            StatementTable every, double seconds, int limit, StatementOrder by, List<StatementNotice> notices)
            throws SQLException {
        var table = every.only(key -> !texts.isOwn(key.query()));
        var list = new StatementList(texts, owners);
        var sent = table.only(StatementKey::topLevel);
        var millis = sum(sent, Tally.MILLIS);
        var first = list.figures(table, millis).stream()
                .sorted(by.comparator())
                .limit((long) limit + OWN_AT_MOST)
                .map(found -> StatementKey.parse(found.key()).orElseThrow())
                .toList();
        first.forEach(texts::want);
        texts.fetch(connection, extension, false, 0);
        owners.fetch(connection);
        var rows = first.stream().mapToInt(table::find).toArray();
        List<StatementFigures> cut =
                list.figures(table.pick(rows), millis).stream().limit(limit).toList();
        return new StatementReport(
                cut, seconds, table.size(), (long) sum(sent, Tally.CALLS), millis, texts.with(notices));
    }

    private static double sum(StatementTable table, int field) {
        var sum = 0.0;
        for (int row = 0; row < table.size(); row++) {
            sum += table.at(row, field);
        }
        return sum;
    }
}
