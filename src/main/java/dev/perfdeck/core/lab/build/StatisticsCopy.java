package dev.perfdeck.core.lab.build;

import dev.perfdeck.core.lab.source.ColumnStatistics;
import dev.perfdeck.core.lab.source.SourceCatalog;
import dev.perfdeck.model.lab.Approximation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Copies what the source knows of its columns and of their combinations. For one thread; needs the superuser.
final class StatisticsCopy {
    private final SourceCatalog source;
    private final Connection superuser;
    private final int twinMajor;
    private final Set<String> redacted;
    private final List<Approximation> approximations = new ArrayList<>();

    /// @param redacted columns, as `schema.table.column`, whose values are not copied
    StatisticsCopy(SourceCatalog source, Connection superuser, int twinMajor, Set<String> redacted) {
        this.source = source;
        this.superuser = superuser;
        this.twinMajor = twinMajor;
        this.redacted = redacted;
    }

    /// A column that was to be redacted and is not there may be a slip of the pen: its values are copied then.
    List<Approximation> unknown() throws SQLException {
        try (var statement = superuser.prepareStatement(Sql.read("unknown-columns"))) {
            statement.setArray(1, superuser.createArrayOf("text", redacted.toArray()));
            try (var rows = statement.executeQuery()) {
                var unknown = new ArrayList<Approximation>();
                while (rows.next()) {
                    unknown.add(new Approximation(
                            "",
                            "there is no column " + rows.getString(1)
                                    + " to redact; it is to be named as schema.table.column"));
                }
                return unknown;
            }
        }
    }

    /// @return what could not be copied as it is
    List<Approximation> copy(List<Long> tables) throws SQLException {
        var writer = new StatisticsWriter(superuser);
        var used = new HashSet<String>();
        source.statistics(tables, portion -> {
            try {
                writer.write(portion.stream().map(it -> redact(it, used)).toList());
            } catch (SQLException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        });
        approximations.addAll(writer.approximations());
        var figures = source.extended(tables);
        if (!figures.isEmpty()) {
            approximations.addAll(new ExtendedWriter(superuser, twinMajor, redacted).write(figures));
        }
        return approximations;
    }

    private ColumnStatistics redact(ColumnStatistics column, Set<String> named) {
        var name = column.relation() + "." + column.column();
        if (!redacted.contains(name)) {
            return column;
        }
        if (named.add(name)) {
            approximations.add(new Approximation(
                    column.relation(), "the values of " + column.column() + " were left out as asked"));
        }
        return column.redacted();
    }
}
