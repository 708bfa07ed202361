package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Flyway's table of what was applied, read and mended row by row: Flyway's own repair would also bless edited scripts.
///
/// @param name as the configuration gives it, perhaps with a schema
record HistoryTable(Connection connection, String name) {
    private static final String EXISTS =
            Sql.read(HistoryTable.class, "history-exists.sql").statement();
    private static final String ROWS =
            Sql.read(HistoryTable.class, "history.sql").statement();
    private static final String FORGET =
            Sql.read(HistoryTable.class, "history-forget.sql").statement();

    /// @param version empty for a repeatable migration and for Flyway's own marks
    record Row(
            int rank,
            String version,
            String description,
            String type,
            String script,
            Optional<Integer> checksum,
            Instant installedOn,
            boolean success) {
        boolean undo() {
            return type.startsWith("UNDO");
        }

        boolean mark() {
            return type.equals("SCHEMA") || type.equals("DELETE") || baseline();
        }

        boolean baseline() {
            return type.equals("BASELINE");
        }
    }

    private String quoted() {
        return Stream.of(name.split("\\.", -1))
                .map(part -> "\"" + part.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining("."));
    }

    boolean exists() throws SQLException {
        try (var statement = connection.prepareStatement(EXISTS)) {
            statement.setString(1, quoted());
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    List<Row> rows() throws SQLException {
        var found = new ArrayList<Row>();
        if (exists()) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(ROWS.replace("{table}", quoted()))) {
                while (rows.next()) {
                    var checksum = rows.getInt("checksum");
                    var known = rows.wasNull() ? Optional.<Integer>empty() : Optional.of(checksum);
                    found.add(new Row(
                            rows.getInt("installed_rank"),
                            rows.getString("version"),
                            rows.getString("description"),
                            rows.getString("type"),
                            rows.getString("script"),
                            known,
                            Objects.requireNonNull(rows.getObject("installed_on", OffsetDateTime.class))
                                    .toInstant(),
                            rows.getBoolean("success")));
                }
            }
        }
        return found;
    }

    void forget(Row row) throws SQLException {
        try (var statement = connection.prepareStatement(FORGET.replace("{table}", quoted()))) {
            statement.setInt(1, row.rank());
            statement.executeUpdate();
        }
    }
}
