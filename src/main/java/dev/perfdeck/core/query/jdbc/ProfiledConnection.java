package dev.perfdeck.core.query.jdbc;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executor;

/// Makes profiled statements; all else is the driver's.
abstract class ProfiledConnection implements Connection {
    final Connection real;
    final Profiling profiling;
    final RunningSlot running;

    ProfiledConnection(Connection real, Profiling profiling) {
        this.real = real;
        this.profiling = profiling;
        this.running = profiling.running().open();
    }

    @Override
    public Statement createStatement() throws SQLException {
        return Making.statement(real.createStatement(), this);
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return Making.statement(real.createStatement(type, concurrency), this);
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        return Making.statement(real.createStatement(type, concurrency, holdability), this);
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return Making.prepared(real.prepareStatement(sql), this, sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        return Making.prepared(real.prepareStatement(sql, type, concurrency), this, sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        return Making.prepared(real.prepareStatement(sql, type, concurrency, holdability), this, sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int keys) throws SQLException {
        return Making.prepared(real.prepareStatement(sql, keys), this, sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columns) throws SQLException {
        return Making.prepared(real.prepareStatement(sql, columns), this, sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columns) throws SQLException {
        return Making.prepared(real.prepareStatement(sql, columns), this, sql);
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        return Making.callable(real.prepareCall(sql), this, sql);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        return Making.callable(real.prepareCall(sql, type, concurrency), this, sql);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        return Making.callable(real.prepareCall(sql, type, concurrency, holdability), this, sql);
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        return Making.meta(real.getMetaData(), this);
    }

    @Override
    public void close() throws SQLException {
        profiling.running().close(running);
        real.close();
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        profiling.running().close(running);
        real.abort(executor);
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
