package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.Sql;
import dev.perfdeck.core.migrate.script.SqlScript;
import dev.perfdeck.core.migrate.script.act.Act;
import dev.perfdeck.core.migrate.script.act.Name;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.migration.IndexState;
import dev.perfdeck.model.migration.IndexState.State;
import dev.perfdeck.model.migration.JournalEntry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads how indexes stand.
final class IndexCatalog {
    private static final String STATES =
            Sql.read(IndexCatalog.class, "index-states.sql").statement();
    private static final String INVALID =
            Sql.read(IndexCatalog.class, "invalid.sql").statement();

    private IndexCatalog() {}

    /// One for each, in order.
    static List<IndexState> of(Connection connection, List<MadeIndex> indexes) throws SQLException {
        if (indexes.isEmpty()) {
            return List.of();
        }
        try (var statement = connection.prepareStatement(STATES)) {
            statement.setObject(1, indexes.stream().map(MadeIndex::key).toArray(String[]::new));
            try (var rows = statement.executeQuery()) {
                var states = new ArrayList<IndexState>();
                for (var index : indexes) {
                    rows.next();
                    states.add(state(index, rows));
                }
                return states;
            }
        }
    }

    /// The index that an order was about; empty where its statement names none.
    static Optional<IndexState> named(Connection connection, JournalEntry order) throws SQLException {
        var key = key(order.sql());
        if (key.isEmpty()) {
            return Optional.empty();
        }
        try (var statement = connection.prepareStatement(STATES)) {
            statement.setObject(1, new String[] {key.get()});
            try (var row = statement.executeQuery()) {
                row.next();
                return Optional.of(new IndexState(
                        row.getString("schema"),
                        order.step(),
                        row.getString("tbl"),
                        state(row),
                        row.getString("definition"),
                        "",
                        row.getInt("builder"),
                        ""));
            }
        }
    }

    private static Optional<String> key(String sql) {
        try {
            var statement = SqlScript.parse(sql).statements().stream().findFirst();
            if (statement.isEmpty()) {
                return Optional.empty();
            }
            return switch (Act.of(statement.get())) {
                case Act.CreateIndex create
                when create.name().isPresent() ->
                    Optional.of(MadeIndex.beside(create.table(), create.name().get()));
                case Act.DropIndex drop -> drop.names().stream().findFirst().map(Name::key);
                case Act.Reindex reindex -> reindex.name().map(Name::key);
                default -> Optional.empty();
            };
        } catch (FaultException e) {
            return Optional.empty();
        }
    }

    private static State state(ResultSet row) throws SQLException {
        if (!row.getBoolean("there")) {
            return State.MISSING;
        }
        return row.getBoolean("valid") ? State.VALID : row.getInt("builder") != 0 ? State.BUILDING : State.INVALID;
    }

    private static IndexState state(MadeIndex index, ResultSet row) throws SQLException {
        var builder = row.getInt("builder");
        var partitioned = "I".equals(row.getString("relkind"));
        var state = state(row);
        var there = state != State.MISSING;
        var onlyParts = partitioned && state == State.INVALID;
        return new IndexState(
                row.getString("schema"),
                index.name(),
                there ? row.getString("tbl") : index.table(),
                onlyParts ? State.VALID : state,
                there ? row.getString("definition") : index.statement().sql(),
                index.file().title(),
                builder,
                onlyParts ? "partitioned; not all its parts are attached yet" : "");
    }

    /// An invalid index that nobody is building.
    ///
    /// @param key as `to_regclass` reads it
    record Invalid(IndexState index, String key, boolean unique) {
        /// What `REINDEX CONCURRENTLY` leaves when it ends early.
        boolean remnant() {
            return index.name().matches(".*_cc(new|old)\\d*");
        }
    }

    static List<Invalid> invalid(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(INVALID)) {
            var found = new ArrayList<Invalid>();
            while (rows.next()) {
                var state = new IndexState(
                        rows.getString("schema"),
                        rows.getString("name"),
                        rows.getString("tbl"),
                        State.INVALID,
                        rows.getString("definition"),
                        "",
                        0,
                        "left behind by a build that did not end; it costs writes and serves no reads");
                found.add(new Invalid(state, rows.getString("key"), rows.getBoolean("is_unique")));
            }
            return found;
        }
    }
}
