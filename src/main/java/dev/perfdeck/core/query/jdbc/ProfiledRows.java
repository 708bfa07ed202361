package dev.perfdeck.core.query.jdbc;

import dev.perfdeck.core.query.Meter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/// Counts rows as they are read; all else is the driver's.
abstract class ProfiledRows implements ResultSet {
    final ResultSet real;
    private final Statement statement;
    private final @Nullable Meter meter;
    private long read;

    ProfiledRows(ResultSet real, Statement statement, @Nullable Meter meter) {
        this.real = real;
        this.statement = statement;
        this.meter = meter;
    }

    @Override
    public boolean next() throws SQLException {
        if (real.next()) {
            read++;
            return true;
        }
        count();
        return false;
    }

    @Override
    public void close() throws SQLException {
        count();
        real.close();
    }

    /// Hands in what was read since it was last called.
    void count() {
        if (meter != null && read > 0) {
            meter.addRows(read);
            read = 0;
        }
    }

    @Override
    public Statement getStatement() throws SQLException {
        // What the driver says of a closed result set is its own affair.
        var behind = real.getStatement();
        return behind == null ? behind : statement;
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
