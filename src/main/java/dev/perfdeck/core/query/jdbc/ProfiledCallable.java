package dev.perfdeck.core.query.jdbc;

import java.sql.CallableStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/// A call is profiled as a prepared statement is; rows of a cursor that it hands out count too.
abstract class ProfiledCallable extends ProfiledPrepared implements CallableStatement {
    ProfiledCallable(Statement real, ProfiledConnection connection, String sql) {
        super(real, connection, sql);
    }

    @Override
    public @Nullable Object getObject(int index) throws SQLException {
        var value = ((CallableStatement) real).getObject(index);
        return value instanceof ResultSet cursor ? rows(cursor) : value;
    }
}
