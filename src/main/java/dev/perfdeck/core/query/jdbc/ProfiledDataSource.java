package dev.perfdeck.core.query.jdbc;

import dev.perfdeck.core.query.QueryProfiler;
import dev.perfdeck.core.query.guard.NPlusOneGuard;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A data source whose statements are all profiled: each execution by the named query that it runs in, else by the
/// shape of its text. Rows count as they are read, a batch is one call, and a statement that is slow is reported
/// while it still runs. Everything else is as the source behind it: put it before a pool, or let a pool stand before
/// it.
///
/// The time of a call is that of `execute…`: with a fetch size, what `ResultSet.next` waits for is not in it. Safe on
/// any thread. Closing it ends the watch over running statements; the source behind it stays open.
public final class ProfiledDataSource implements DataSource, AutoCloseable {
    private final DataSource real;
    private final Profiling profiling;

    public ProfiledDataSource(DataSource real, QueryProfiler profiler) {
        this(real, profiler, null);
    }

    /// @param guard told of every statement in a unit of work
    public ProfiledDataSource(DataSource real, QueryProfiler profiler, @Nullable NPlusOneGuard guard) {
        this.real = real;
        this.profiling = new Profiling(profiler, guard, new RunningStatements(profiler));
    }

    @Override
    public Connection getConnection() throws SQLException {
        return Making.connection(real.getConnection(), profiling);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return Making.connection(real.getConnection(user, password), profiling);
    }

    /// Its connections are not profiled: no driver for PostgreSQL has one.
    @Override
    public ConnectionBuilder createConnectionBuilder() throws SQLException {
        return real.createConnectionBuilder();
    }

    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
        return real.createShardingKeyBuilder();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return real.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        real.setLogWriter(out);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return real.getLoginTimeout();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        real.setLoginTimeout(seconds);
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return real.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : type.isInstance(real) ? type.cast(real) : real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || type.isInstance(real) || real.isWrapperFor(type);
    }

    @Override
    public void close() {
        profiling.running().close();
    }
}
