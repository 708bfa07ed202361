package dev.perfdeck.core.lab.build;

import dev.perfdeck.core.lab.source.ColumnStatistics;
import dev.perfdeck.model.lab.Approximation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Writes what the source knows of its columns into the twin's `pg_statistic`, the same way for every version. For one
/// thread; needs the superuser.
final class StatisticsWriter {
    private static final String INSERT = Sql.read("statistics");

    private final Connection session;
    private final List<Approximation> approximations = new ArrayList<>();

    StatisticsWriter(Connection session) {
        this.session = session;
    }

    List<Approximation> approximations() {
        return approximations;
    }

    /// Forgets what was known of some tables and of their indexes' expressions.
    void clear(List<String> relations) throws SQLException {
        try (var statement = session.prepareStatement(Sql.read("clear-statistics"))) {
            var names = session.createArrayOf("text", relations.toArray());
            statement.setArray(1, names);
            statement.setArray(2, names);
            statement.executeUpdate();
        }
    }

    /// All at once; where a value is not one of the twin's type, the others still go in.
    void write(List<ColumnStatistics> columns) throws SQLException {
        if (columns.isEmpty()) {
            return;
        }
        try (var statement = session.prepareStatement(INSERT)) {
            write(statement, columns);
        }
    }

    private void write(PreparedStatement statement, List<ColumnStatistics> columns) throws SQLException {
        try {
            fill(statement, columns);
            statement.executeUpdate();
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("08")) {
                throw e;
            }
            if (columns.size() == 1) {
                withoutValues(statement, columns.getFirst(), Reason.of(e));
                return;
            }
            write(statement, columns.subList(0, columns.size() / 2));
            write(statement, columns.subList(columns.size() / 2, columns.size()));
        }
    }

    private void withoutValues(PreparedStatement statement, ColumnStatistics column, String reason)
            throws SQLException {
        approximations.add(new Approximation(
                column.relation(), "the values that statistics know of " + column.column() + " do not fit: " + reason));
        fill(statement, List.of(column.redacted()));
        statement.executeUpdate();
    }

    private void fill(PreparedStatement statement, List<ColumnStatistics> all) throws SQLException {
        array(statement, 1, "text", all, ColumnStatistics::relation);
        array(statement, 2, "text", all, ColumnStatistics::column);
        array(statement, 3, "bool", all, ColumnStatistics::inherited);
        array(statement, 4, "float4", all, ColumnStatistics::nullFraction);
        array(statement, 5, "int4", all, ColumnStatistics::width);
        array(statement, 6, "float4", all, ColumnStatistics::distinct);
        array(statement, 7, "text", all, ColumnStatistics::commonValues);
        array(statement, 8, "text", all, ColumnStatistics::commonFrequencies);
        array(statement, 9, "text", all, ColumnStatistics::histogram);
        array(statement, 10, "text", all, ColumnStatistics::correlation);
        array(statement, 11, "text", all, ColumnStatistics::commonElements);
        array(statement, 12, "text", all, ColumnStatistics::elementFrequencies);
        array(statement, 13, "text", all, ColumnStatistics::elementCounts);
        array(statement, 14, "text", all, ColumnStatistics::emptyRanges);
        array(statement, 15, "text", all, ColumnStatistics::rangeLengths);
        array(statement, 16, "text", all, ColumnStatistics::rangeBounds);
    }

    private interface Part extends Function<ColumnStatistics, @org.jspecify.annotations.Nullable Object> {}

    private void array(PreparedStatement statement, int at, String type, List<ColumnStatistics> all, Part part)
            throws SQLException {
        var values = new Object[all.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = part.apply(all.get(i));
        }
        statement.setArray(at, session.createArrayOf(type, values));
    }
}
