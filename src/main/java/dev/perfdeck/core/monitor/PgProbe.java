package dev.perfdeck.core.monitor;

import dev.perfdeck.core.target.PgRole;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.model.Event;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads PostgreSQL over one session of its own: sessions and counters at every tick, statements every five seconds.
final class PgProbe implements Probe {
    static final int STATEMENTS_EVERY = 5;

    private final PgTarget target;
    private final History history;
    private final EventLog events;
    private final PgStatements statements;
    private final Rates rates = new Rates("PostgreSQL statistics restarted");
    private volatile @Nullable Session session;
    private boolean closed;

    PgProbe(PgTarget target, History history, EventLog events, PgStatements statements) {
        this.target = target;
        this.history = history;
        this.events = events;
        this.statements = statements;
    }

    /// A connection with what it was found to be and the statement that every tick runs.
    private record Session(Connection connection, PgFacts facts, PreparedStatement activity) {}

    @Override
    public Source source() {
        return Source.POSTGRESQL;
    }

    @Override
    public Answer poll(Tick tick) {
        try {
            var on = current(open(), tick);
            var start = System.nanoTime();
            var activity = PgActivity.read(on.activity, start);
            var roundTrip = (System.nanoTime() - start) / 1e6;
            file(activity, on.facts, tick.second());
            var extension = on.facts.statements();
            if (extension.isPresent() && tick.number() % STATEMENTS_EVERY == 0) {
                statements.poll(on.connection, extension.get(), on.facts, tick);
            }
            return new Answer(on.facts.version(), roundTrip, statements.costMillisPerSecond(), on.facts.limitation());
        } catch (SQLException e) {
            cut();
            throw target.fault(e);
        }
    }

    private Session open() throws SQLException {
        var found = session;
        if (found != null) {
            return found;
        }
        var connection = target.open(PgRole.SAMPLER);
        try {
            var facts = PgFacts.read(connection);
            var made = new Session(connection, facts, connection.prepareStatement(Sql.read("activity")));
            keep(made);
            statements.connected(connection, facts);
            return made;
        } catch (SQLException e) {
            connection.abort(Runnable::run);
            throw e;
        }
    }

    /// Whoever follows the advice in the fault should see the lamp turn, without a new session.
    private Session current(Session on, Tick tick) throws SQLException {
        if (on.facts.limitation().isEmpty() || tick.number() % STATEMENTS_EVERY != 0) {
            return on;
        }
        var facts = PgFacts.read(on.connection);
        if (facts.equals(on.facts)) {
            return on;
        }
        var mended = new Session(on.connection, facts, on.activity);
        keep(mended);
        statements.connected(on.connection, facts);
        return mended;
    }

    private synchronized void keep(Session made) throws SQLException {
        if (closed) {
            throw new SQLException("the monitor is closed", "08003");
        }
        session = made;
    }

    private void file(PgActivity activity, PgFacts facts, long second) {
        var delta = rates.next(activity.sample());
        delta.restart().ifPresent(words -> {
            events.add(new Event(Instant.ofEpochSecond(second), Event.Kind.BASELINE, words, words + "."));
            statements.restarted();
        });
        // Each of our own statements is a transaction too; what is not ours is never negative.
        var foreign = delta.of("transactions") - 1;
        history.put(Metric.PG_TRANSACTIONS, second, Math.max(0, foreign) / delta.seconds());
        history.put(Metric.PG_BUFFER_HIT_RATE, second, Rates.percent(delta.of("blks_hit"), delta.of("blks_read")));
        if (delta.of("deadlocks") > 0) {
            var text = "PostgreSQL ended " + (long) delta.of("deadlocks") + " deadlock(s).";
            events.add(new Event(Instant.ofEpochSecond(second), Event.Kind.WARNING, "deadlock", text));
        }
        // Without the right, other roles' sessions have no state: a count of our own would pass for a count of all.
        if (facts.seesAll()) {
            activity.sessions().forEach((metric, count) -> history.put(metric, second, count));
        }
    }

    @Override
    public void cut() {
        var found = session;
        session = null;
        if (found != null) {
            try {
                found.connection.abort(Runnable::run);
            } catch (SQLException e) {
                // The connection is gone, which is what was wanted.
                session = null;
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        cut();
    }

    /// Figures that the probe's last poll could not tell.
    Optional<PgFacts> facts() {
        var found = session;
        return found == null ? Optional.empty() : Optional.of(found.facts);
    }
}
