package dev.perfdeck.core.query.jdbc;

import dev.perfdeck.core.query.call.SqlShape;
import java.io.InputStream;
import java.io.Reader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A statement with its text: shaped once, however often it is executed. Of each parameter it keeps a number that
/// tells values apart, where somebody asks for that, and never the value.
abstract class ProfiledPrepared extends ProfiledStatement implements PreparedStatement {
    private static final long[] NOT_WANTED = {};
    private static final int READ_OF_BYTES = 64;

    private final SqlShape shape;
    private final PreparedStatement prepared;
    private final boolean wanted;
    private long[] binds;

    ProfiledPrepared(Statement real, ProfiledConnection connection, String sql) {
        super(real, connection);
        this.prepared = (PreparedStatement) real;
        this.shape = connection.profiling.shape(sql);
        this.wanted = connection.profiling.wantsBinds();
        this.binds = wanted ? new long[4] : NOT_WANTED;
    }

    /// Called by [Forwarding] before a value is handed on.
    final void bound(int index, long value) {
        if (wanted && index > 0) {
            if (index > binds.length) {
                binds = Arrays.copyOf(binds, Math.max(index, binds.length * 2));
            }
            binds[index - 1] = value;
        }
    }

    final void bound(int index, double value) {
        bound(index, Double.doubleToLongBits(value));
    }

    final void bound(int index, @Nullable Object value) {
        if (wanted) {
            bound(index, hash(value));
        }
    }

    private static long hash(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case Long number -> number;
            case Integer number -> number;
            case byte[] bytes ->
                bytes.length * 31L + Arrays.hashCode(Arrays.copyOf(bytes, Math.min(bytes.length, READ_OF_BYTES)));
            case InputStream stream -> System.identityHashCode(stream);
            case Reader stream -> System.identityHashCode(stream);
            default -> value.hashCode();
        };
    }

    @Override
    public void clearParameters() throws SQLException {
        prepared.clearParameters();
        Arrays.fill(binds, 0);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return rows(run(shape, binds, prepared::executeQuery));
    }

    @Override
    public int executeUpdate() throws SQLException {
        return updated(run(shape, binds, prepared::executeUpdate));
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return updatedLarge(run(shape, binds, prepared::executeLargeUpdate));
    }

    @Override
    public boolean execute() throws SQLException {
        return run(shape, binds, prepared::execute);
    }

    @Override
    public void addBatch() throws SQLException {
        prepared.addBatch();
        batch(shape);
    }
}
