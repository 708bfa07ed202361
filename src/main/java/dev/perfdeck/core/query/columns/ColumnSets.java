package dev.perfdeck.core.query.columns;

import dev.perfdeck.core.query.sql.Column;
import dev.perfdeck.core.query.sql.SqlType;
import dev.perfdeck.core.target.SqlFile;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Checks column sets against the catalog when a program starts, so that a renamed column is found there and not by a
/// user. Immutable, for any thread.
public final class ColumnSets {
    private static final Map<SqlType<?>, String> TYPES = Map.of(
            SqlType.BOOL, "boolean",
            SqlType.INT4, "integer",
            SqlType.INT8, "bigint",
            SqlType.FLOAT4, "real",
            SqlType.FLOAT8, "double precision",
            SqlType.NUMERIC, "numeric",
            SqlType.UUID, "uuid",
            SqlType.DATE, "date",
            SqlType.TIMESTAMPTZ, "timestamp with time zone",
            SqlType.JSONB, "jsonb");

    private final List<ColumnSet> sets;

    private record Real(String name, String type, boolean notNull) {}

    public ColumnSets(List<ColumnSet> sets) {
        this.sets = List.copyOf(sets);
    }

    /// @throws FaultException naming every column that is not as said, and the nearest real one
    public void check(Connection connection) throws SQLException {
        var tables = new HashMap<String, List<Real>>();
        var wrong = new ArrayList<String>();
        for (var set : sets) {
            for (var column : set.columns()) {
                var table = column.table().regclass();
                if (table.isPresent()) {
                    var real = real(connection, tables, table.get());
                    trouble(column, real).ifPresent(what -> wrong.add(set.name() + ": " + what));
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new FaultException(new Fault.Rejected(
                    "column sets",
                    String.join("; ", wrong),
                    "Name columns as the database does, or migrate it first."));
        }
    }

    private static Optional<String> trouble(Column<?> column, List<Real> table) {
        var name = column.table() + "." + column.label();
        if (table.isEmpty()) {
            return Optional.of("there is no table " + column.table());
        }
        var real =
                table.stream().filter(one -> one.name().equals(column.label())).findFirst();
        return real.map(found -> difference(name, column, found))
                .orElseGet(() -> Optional.of(
                        "there is no column " + name + "; the nearest is " + nearest(column.label(), table)));
    }

    private static Optional<String> difference(String name, Column<?> column, Real real) {
        var type = TYPES.get(column.type());
        if (type != null && !type.equals(real.type())) {
            return Optional.of(name + " is " + real.type() + ", not " + type);
        }
        return !column.nullable() && !real.notNull()
                ? Optional.of(name + " may be NULL in the database, and is said to be not")
                : Optional.empty();
    }

    private static String nearest(String wanted, List<Real> table) {
        return table.stream()
                .map(Real::name)
                .min(Comparator.comparingInt(name -> Distance.between(wanted, name)))
                .orElseThrow();
    }

    private static List<Real> real(Connection connection, Map<String, List<Real>> known, String table)
            throws SQLException {
        var found = known.get(table);
        if (found == null) {
            found = read(connection, table);
            known.put(table, found);
        }
        return found;
    }

    private static List<Real> read(Connection connection, String table) throws SQLException {
        try (var statement = connection.prepareStatement(statement())) {
            statement.setString(1, table);
            try (var rows = statement.executeQuery()) {
                var all = new ArrayList<Real>();
                while (rows.next()) {
                    all.add(new Real(rows.getString(1), rows.getString(2), rows.getBoolean(3)));
                }
                return all;
            }
        }
    }

    private static String statement() {
        return SqlFile.read(ColumnSets.class, "columns.sql");
    }
}
