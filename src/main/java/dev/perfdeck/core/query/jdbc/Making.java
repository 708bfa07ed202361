package dev.perfdeck.core.query.jdbc;

import dev.perfdeck.core.query.Meter;
import java.lang.invoke.MethodHandle;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/// Makes what stands before the driver's objects.
final class Making {
    private static final MethodHandle CONNECTION = Forwarding.constructor(ProfiledConnection.class, Connection.class);
    private static final MethodHandle META = Forwarding.constructor(ProfiledMetaData.class, DatabaseMetaData.class);
    private static final MethodHandle STATEMENT = Forwarding.constructor(ProfiledStatement.class, Statement.class);
    private static final MethodHandle PREPARED =
            Forwarding.constructor(ProfiledPrepared.class, PreparedStatement.class);
    private static final MethodHandle CALLABLE =
            Forwarding.constructor(ProfiledCallable.class, CallableStatement.class);
    private static final MethodHandle ROWS = Forwarding.constructor(ProfiledRows.class, ResultSet.class);

    private Making() {}

    static Connection connection(Connection real, Profiling profiling) {
        try {
            return (ProfiledConnection) CONNECTION.invokeExact(real, profiling);
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    static DatabaseMetaData meta(DatabaseMetaData real, ProfiledConnection connection) {
        try {
            return (ProfiledMetaData) META.invokeExact(real, connection);
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    static Statement statement(Statement real, ProfiledConnection connection) {
        try {
            return (ProfiledStatement) STATEMENT.invokeExact(real, connection);
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    static PreparedStatement prepared(PreparedStatement real, ProfiledConnection connection, String sql) {
        try {
            return (ProfiledPrepared) PREPARED.invokeExact((Statement) real, connection, sql);
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    static CallableStatement callable(CallableStatement real, ProfiledConnection connection, String sql) {
        try {
            return (ProfiledCallable) CALLABLE.invokeExact((Statement) real, connection, sql);
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    /// @param meter where rows are counted; none for keys that were generated
    static ProfiledRows rows(ResultSet real, Statement statement, @Nullable Meter meter) {
        try {
            return (ProfiledRows) ROWS.invokeExact(real, statement, meter);
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }
}
