package dev.perfdeck.core.activity;

import dev.perfdeck.core.target.PgRole;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.model.ActivityPicture;
import dev.perfdeck.model.FaultException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The session of its own over which activity is read: opened when it is first needed and again after a failure, in
/// autocommit and with time limits, so that it holds nobody up. One reader at a time; [#close] on any thread.
public final class ActivityLine implements AutoCloseable {
    private final PgTarget target;
    private @Nullable Connection connection;
    private @Nullable ActivityReader reader;
    private boolean closed;

    public ActivityLine(PgTarget target) {
        this.target = target;
    }

    /// How many sessions do what: one cheap statement.
    ///
    /// @throws FaultException when the server does not answer; the next call tries a new session
    public Census census() {
        return ask(ActivityReader::census);
    }

    /// What the census cannot tell: the longest, and who waits for whom.
    ///
    /// @throws FaultException when the server does not answer; the next call tries a new session
    public ActivityPicture picture(Census census) {
        return ask(open -> open.picture(census));
    }

    private interface Question<T> {
        T of(ActivityReader reader) throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        try {
            return question.of(open());
        } catch (SQLException e) {
            cut();
            throw target.fault(e);
        }
    }

    private ActivityReader open() throws SQLException {
        synchronized (this) {
            if (reader != null) {
                return reader;
            }
        }
        var opened = target.open(PgRole.SAMPLER);
        synchronized (this) {
            connection = opened;
            if (closed) {
                throw new SQLException("activity is no longer read", "08003");
            }
            reader = new ActivityReader(opened);
            return reader;
        }
    }

    private synchronized void cut() {
        var found = connection;
        connection = null;
        reader = null;
        if (found != null) {
            try {
                found.abort(Runnable::run);
            } catch (SQLException e) {
                // The connection is gone, which is what was wanted.
                connection = null;
            }
        }
    }

    /// May be called while somebody reads: that read fails.
    @Override
    public synchronized void close() {
        closed = true;
        cut();
    }
}
