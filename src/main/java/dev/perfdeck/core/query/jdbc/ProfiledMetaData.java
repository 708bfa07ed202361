package dev.perfdeck.core.query.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/// Leads back to the profiled connection; all else is the driver's.
abstract class ProfiledMetaData implements DatabaseMetaData {
    final DatabaseMetaData real;
    private final ProfiledConnection connection;

    ProfiledMetaData(DatabaseMetaData real, ProfiledConnection connection) {
        this.real = real;
        this.connection = connection;
    }

    @Override
    public Connection getConnection() {
        return connection;
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
