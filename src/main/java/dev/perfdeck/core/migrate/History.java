package dev.perfdeck.core.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Flyway's table of what was applied. Open-source Flyway has no undo, and its repair would also bless edited scripts,
/// so
/// single rows are removed here: an index that is not there is not in the history.
public record History(Connection connection) {
    public static final String TABLE = "perfdeck_schema_history";
    private static final String EXISTS = Sql.read("history-exists.sql").statement();
    private static final String APPLIED = Sql.read("history-applied.sql").statement();
    private static final String FORGET = Sql.read("history-forget.sql").statement();
    private static final String FORGET_FAILED =
            Sql.read("history-forget-failed.sql").statement();

    public boolean exists() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(EXISTS)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /// Versions recorded as done.
    public Set<String> applied() throws SQLException {
        var versions = new HashSet<String>();
        if (exists()) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(APPLIED)) {
                while (rows.next()) {
                    versions.add(rows.getString(1));
                }
            }
        }
        return versions;
    }

    public void forget(Script script) throws SQLException {
        if (exists()) {
            try (var statement = connection.prepareStatement(FORGET)) {
                statement.setString(1, script.version());
                statement.executeUpdate();
            }
        }
    }

    void forgetFailed(List<IndexScript> scripts) throws SQLException {
        if (exists()) {
            try (var statement = connection.prepareStatement(FORGET_FAILED)) {
                statement.setObject(
                        1, scripts.stream().map(each -> each.script().version()).toArray(String[]::new));
                statement.executeUpdate();
            }
        }
    }
}
