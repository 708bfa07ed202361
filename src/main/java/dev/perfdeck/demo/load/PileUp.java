package dev.perfdeck.demo.load;

import dev.perfdeck.core.target.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What every operator knows: now and then a program changes a row, and then does something else before it commits,
/// and those who want the same row queue up behind it. It ends by itself after some seconds. Has connections of its
/// own, so that the users wait for nothing but that row, which is nobody's favourite.
public final class PileUp implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PileUp.class);
    private static final Duration EVERY = Duration.ofSeconds(75);
    private static final Duration HELD = Duration.ofSeconds(8);
    static final int WAITERS = 4;

    private final DataSource database;
    private final long row;
    private final Duration held;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService sessions = Executors.newVirtualThreadPerTaskExecutor();

    /// The first one comes after a while.
    public PileUp(DataSource database, long row) {
        this(database, row, EVERY, HELD);
    }

    PileUp(DataSource database, long row, Duration every, Duration held) {
        this.database = database;
        this.row = row;
        this.held = held;
        sessions.execute(() -> {
            while (pause(every)) {
                once();
            }
        });
    }

    @Override
    public void close() {
        closed.countDown();
        sessions.close();
    }

    /// Returns when all are through.
    private void once() {
        try (var holder = open("nightly-import");
                var waiters = Executors.newVirtualThreadPerTaskExecutor()) {
            holder.setAutoCommit(false);
            touch(holder);
            for (int i = 0; i < WAITERS; i++) {
                waiters.execute(this::waitForTheRow);
            }
            pause(held);
            holder.rollback();
        } catch (SQLException e) {
            // Somebody has ended the session, as the console invites to.
            log.debug("the pile-up ended: {}", e.getMessage());
        }
    }

    private void waitForTheRow() {
        try (var waiter = open("workflow-status")) {
            touch(waiter);
        } catch (SQLException e) {
            log.debug("no longer waiting: {}", e.getMessage());
        }
    }

    private Connection open(String application) throws SQLException {
        var connection = database.getConnection();
        connection.setClientInfo("ApplicationName", application);
        return connection;
    }

    private void touch(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(SqlFile.read(PileUp.class, "touch_workflow.sql"))) {
            statement.setLong(1, row);
            statement.executeUpdate();
        }
    }

    /// @return whether to go on
    private boolean pause(Duration duration) {
        try {
            return !closed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
