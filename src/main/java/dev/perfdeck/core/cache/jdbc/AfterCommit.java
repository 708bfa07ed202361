package dev.perfdeck.core.cache.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs invalidations when a transaction has been committed, and drops them when it has been rolled back. Use
/// [#connection()] in place of the connection given. Without a transaction they run at once. When a commit fails or the
/// connection is closed in mid-transaction nobody knows what stands, so they run as well: an invalidation too many does
/// no harm. For one thread, as a connection is.
public final class AfterCommit {
    private static final Logger log = LoggerFactory.getLogger(AfterCommit.class);

    private final Connection actual;
    private final Connection watched;
    private final List<Runnable> waiting = new ArrayList<>();

    private AfterCommit(Connection actual) {
        this.actual = actual;
        this.watched = (Connection) Proxy.newProxyInstance(
                AfterCommit.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (_, method, arguments) -> call(method, arguments));
    }

    public static AfterCommit on(Connection connection) {
        return new AfterCommit(connection);
    }

    /// The connection whose commits are seen.
    public Connection connection() {
        return watched;
    }

    /// @param invalidation such as `() -> cache.delete(key)`
    /// @throws SQLException when the connection does not say whether it is in a transaction
    public void run(Runnable invalidation) throws SQLException {
        if (actual.getAutoCommit()) {
            invalidation.run();
        } else {
            waiting.add(invalidation);
        }
    }

    private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            var result = method.invoke(actual, arguments);
            after(method, arguments);
            return result instanceof Statement statement ? watched(statement, method.getReturnType()) : result;
        } catch (InvocationTargetException e) {
            if (method.getName().equals("commit")) {
                flush();
            }
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private void after(Method method, @Nullable Object @Nullable [] arguments) {
        switch (method.getName()) {
            case "commit", "close", "abort", "setAutoCommit" -> flush();
            case "rollback" -> {
                if (arguments == null || !(arguments[0] instanceof Savepoint)) {
                    waiting.clear();
                }
            }
            default -> {}
        }
    }

    /// A statement whose `getConnection` gives the watched one.
    private Object watched(Statement statement, Class<?> type) {
        return Proxy.newProxyInstance(
                AfterCommit.class.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    try {
                        return method.getName().equals("getConnection") ? watched : method.invoke(statement, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    /// The transaction has ended as it has; an invalidation that throws keeps none of the others from running.
    private void flush() {
        var due = List.copyOf(waiting);
        waiting.clear();
        for (var invalidation : due) {
            try {
                invalidation.run();
            } catch (RuntimeException e) {
                log.warn("an invalidation after a transaction failed", e);
            }
        }
    }
}
