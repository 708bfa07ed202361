package dev.perfdeck.core.migrate;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Runs one long statement on a thread of its own while the calling thread watches it, tells of it and can cancel it.
public record Supervision(ConnectionSource source) {
    /// What is over sooner is not looked at: that would cost a session.
    private static final Duration FIRST_TICK = Duration.ofMillis(200);

    public static final Duration TICK = Duration.ofMillis(500);
    /// How long an unreachable server is asked again what became of a build.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// Returns how the statement failed; empty when it did not. A lost session says nothing of the outcome: look.
    public Optional<SQLException> run(Session session, String index, String sql, Course course) {
        var task = new FutureTask<@Nullable Void>(() -> {
            session.execute(sql);
            return null;
        });
        Thread.ofVirtual().name("ddl " + index).start(task);
        try (var lookout = new Lookout(source, Backend.of(session))) {
            for (var tick = FIRST_TICK; !ended(task, course, tick); tick = TICK) {
                var seen = lookout.look(index, course);
                if (seen == Lookout.Seen.GONE && !ended(task, course, TICK)) {
                    abandon(session); // its backend is gone and the driver has not heard of it
                }
            }
        }
        return outcome(task);
    }

    private static boolean ended(FutureTask<?> task, Course course, Duration tick) {
        try {
            task.get(tick.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            course.interrupted();
            return false;
        }
    }

    private static void abandon(Session session) {
        try {
            session.abandon();
        } catch (SQLException e) {
            throw SqlFaults.thrown(e);
        }
    }

    private static Optional<SQLException> outcome(FutureTask<?> task) {
        return switch (task.state()) {
            case SUCCESS -> Optional.empty();
            case FAILED -> Optional.of(asSqlException(task.exceptionNow()));
            case RUNNING, CANCELLED -> throw new IllegalStateException("not ended");
        };
    }

    private static SQLException asSqlException(Throwable cause) {
        return cause instanceof SQLException sql ? sql : new SQLException(cause);
    }

    /// After a lost session: the server may still be at work. Watches until it is not; a cancel is passed on.
    public void untilGone(Backend backend, String index, Course course) {
        try (var lookout = new Lookout(source, backend)) {
            var unseenSince = System.nanoTime();
            var seen = lookout.look(index, course);
            while (seen != Lookout.Seen.GONE) {
                if (seen == Lookout.Seen.THERE) {
                    unseenSince = System.nanoTime();
                } else if (System.nanoTime() - unseenSince > PATIENCE.toNanos()) {
                    throw new FaultException(unknown(index));
                }
                course.pause(TICK);
                seen = lookout.look(index, course);
            }
        }
    }

    private static Fault unknown(String index) {
        return new Fault.MigrationFailed(
                index,
                "the connection was lost and the server cannot be reached again",
                "the server may still be building it",
                "Apply again when the server is reachable: what it finished is kept, what it left is removed.");
    }
}
