package dev.perfdeck.core.query.jdbc;

import dev.perfdeck.core.query.Meter;
import dev.perfdeck.core.query.call.SqlShape;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/// Profiles what it executes; all else is the driver's.
abstract class ProfiledStatement implements Statement {
    private static final long[] NO_BINDS = {};

    final Statement real;
    final ProfiledConnection connection;
    private @Nullable Meter meter;
    private @Nullable ProfiledRows rows;
    private @Nullable SqlShape batched;
    private boolean updateCounted;

    ProfiledStatement(Statement real, ProfiledConnection connection) {
        this.real = real;
        this.connection = connection;
    }

    /// Something to execute.
    interface Order<T> {
        T run() throws SQLException;
    }

    /// Runs an order under the statement's shape.
    final <T> T run(SqlShape shape, long[] binds, Order<T> order) throws SQLException {
        settle();
        long start = System.nanoTime();
        connection.running.begin(shape, start);
        boolean good = false;
        try {
            T result = order.run();
            good = true;
            return result;
        } finally {
            connection.running.end();
            meter = connection.profiling.ran(shape, start, System.nanoTime(), good, binds);
        }
    }

    private <T> T run(String sql, Order<T> order) throws SQLException {
        return run(connection.profiling.shape(sql), NO_BINDS, order);
    }

    private <T> T runBatch(Order<T> order) throws SQLException {
        settle();
        var shape = batched == null ? connection.profiling.shape("") : batched;
        batched = null;
        long start = System.nanoTime();
        connection.running.begin(shape, start);
        boolean good = false;
        try {
            T result = order.run();
            good = true;
            return result;
        } finally {
            connection.running.end();
            meter = connection.profiling.ranBatch(shape, start, System.nanoTime(), good);
        }
    }

    /// The driver forgets the last result when the next one comes.
    private void settle() {
        if (rows != null) {
            rows.count();
            rows = null;
        }
        updateCounted = false;
    }

    final ResultSet rows(ResultSet behind) {
        if (rows != null) {
            rows.count();
        }
        rows = Making.rows(behind, this, meter);
        return rows;
    }

    final int updated(int count) {
        changed(count);
        return count;
    }

    final long updatedLarge(long count) {
        changed(count);
        return count;
    }

    private void changed(long count) {
        if (meter != null && !updateCounted) {
            meter.addRows(count);
            updateCounted = true;
        }
    }

    final void batch(SqlShape shape) {
        if (batched == null) {
            batched = shape;
        }
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        return rows(run(sql, () -> real.executeQuery(sql)));
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        return updated(run(sql, () -> real.executeUpdate(sql)));
    }

    @Override
    public int executeUpdate(String sql, int keys) throws SQLException {
        return updated(run(sql, () -> real.executeUpdate(sql, keys)));
    }

    @Override
    public int executeUpdate(String sql, int[] columns) throws SQLException {
        return updated(run(sql, () -> real.executeUpdate(sql, columns)));
    }

    @Override
    public int executeUpdate(String sql, String[] columns) throws SQLException {
        return updated(run(sql, () -> real.executeUpdate(sql, columns)));
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        return updatedLarge(run(sql, () -> real.executeLargeUpdate(sql)));
    }

    @Override
    public long executeLargeUpdate(String sql, int keys) throws SQLException {
        return updatedLarge(run(sql, () -> real.executeLargeUpdate(sql, keys)));
    }

    @Override
    public long executeLargeUpdate(String sql, int[] columns) throws SQLException {
        return updatedLarge(run(sql, () -> real.executeLargeUpdate(sql, columns)));
    }

    @Override
    public long executeLargeUpdate(String sql, String[] columns) throws SQLException {
        return updatedLarge(run(sql, () -> real.executeLargeUpdate(sql, columns)));
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        return run(sql, () -> real.execute(sql));
    }

    @Override
    public boolean execute(String sql, int keys) throws SQLException {
        return run(sql, () -> real.execute(sql, keys));
    }

    @Override
    public boolean execute(String sql, int[] columns) throws SQLException {
        return run(sql, () -> real.execute(sql, columns));
    }

    @Override
    public boolean execute(String sql, String[] columns) throws SQLException {
        return run(sql, () -> real.execute(sql, columns));
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        real.addBatch(sql);
        batch(connection.profiling.shape(sql));
    }

    @Override
    public void clearBatch() throws SQLException {
        real.clearBatch();
        batched = null;
    }

    @Override
    public int[] executeBatch() throws SQLException {
        var counts = runBatch(real::executeBatch);
        for (int count : counts) {
            addRows(count);
        }
        return counts;
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        var counts = runBatch(real::executeLargeBatch);
        for (long count : counts) {
            addRows(count);
        }
        return counts;
    }

    private void addRows(long count) {
        if (meter != null) {
            meter.addRows(count);
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // it is about this very object of the driver
    public @Nullable ResultSet getResultSet() throws SQLException {
        var behind = real.getResultSet();
        if (behind == null) {
            return null;
        }
        return rows != null && rows.real == behind ? rows : rows(behind);
    }

    @Override
    public @Nullable ResultSet getGeneratedKeys() throws SQLException {
        var behind = real.getGeneratedKeys();
        return behind == null ? null : Making.rows(behind, this, null);
    }

    @Override
    public int getUpdateCount() throws SQLException {
        return updated(real.getUpdateCount());
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        return updatedLarge(real.getLargeUpdateCount());
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        settle();
        return real.getMoreResults();
    }

    @Override
    public Connection getConnection() throws SQLException {
        // Throws where the statement is closed.
        var behind = real.getConnection();
        return behind == null ? behind : connection;
    }

    @Override
    public void close() throws SQLException {
        settle();
        real.close();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : type.isInstance(real) ? type.cast(real) : real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || type.isInstance(real) || real.isWrapperFor(type);
    }
}
