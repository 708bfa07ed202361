package dev.perfdeck.core.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The session on which a run asks its short questions, so that not each of them has to log in: opened at the first,
/// opened again when it was lost. In autocommit, so it holds up nobody while a build goes on elsewhere. For the thread
/// of the run.
public final class Desk implements AutoCloseable {
    /// A server that says nothing for so long is taken for lost.
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final ConnectionSource source;
    private @Nullable Connection connection;

    /// A question that can be asked again: it changes nothing that stays.
    @FunctionalInterface
    public interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    public Desk(ConnectionSource source) {
        this.source = source;
    }

    public <T> T ask(Question<T> question) throws SQLException {
        var kept = connection;
        if (kept != null) {
            try {
                return question.ask(kept);
            } catch (SQLException e) {
                if (!SqlFaults.lost(e) && !kept.isClosed()) {
                    throw e;
                }
                close();
            }
        }
        return question.ask(opened());
    }

    private Connection opened() throws SQLException {
        var fresh = source.open();
        connection = fresh;
        fresh.setAutoCommit(true);
        fresh.setNetworkTimeout(Runnable::run, (int) SILENCE.toMillis());
        return fresh;
    }

    @Override
    public void close() {
        var now = connection;
        connection = null;
        if (now != null) {
            SqlFaults.closeQuietly(now);
        }
    }
}
