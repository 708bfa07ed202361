package dev.perfdeck.core.migrate;

import dev.perfdeck.model.PerformanceIndex.State;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Reads how indexes stand from PostgreSQL's catalog, in one statement.
public final class Catalog {
    private static final String STATE = Sql.read("state.sql").statement();

    private Catalog() {}

    public static Standing look(Connection connection, IndexScript script) throws SQLException {
        return look(connection, List.of(script)).getFirst();
    }

    public static List<Standing> look(Connection connection, List<IndexScript> scripts) throws SQLException {
        try (var statement = connection.prepareStatement(STATE)) {
            statement.setObject(1, scripts.stream().map(IndexScript::name).toArray(String[]::new));
            statement.setObject(2, scripts.stream().map(IndexScript::table).toArray(String[]::new));
            try (var rows = statement.executeQuery()) {
                var standings = new ArrayList<Standing>();
                for (var script : scripts) {
                    rows.next();
                    standings.add(judge(script, rows));
                }
                return standings;
            }
        }
    }

    private static Standing judge(IndexScript script, ResultSet row) throws SQLException {
        if (!row.getBoolean("table_exists")) {
            return unknown(script, "table " + script.table() + " does not exist");
        }
        if (!row.getBoolean("name_taken")) {
            return new Standing(script.index().in(State.MISSING), "", 0);
        }
        var definition = row.getString("definition");
        if (!row.getBoolean("on_table") || !IndexScript.shapeOf(definition).equals(script.shape())) {
            return unknown(script, "the name is taken by something else: " + definition);
        }
        if (row.getBoolean("valid")) {
            return new Standing(script.index().in(State.VALID), "", 0);
        }
        var builder = row.getInt("builder");
        return builder == 0
                ? new Standing(script.index().in(State.INVALID), "left behind by a build that did not end", 0)
                : new Standing(script.index().in(State.BUILDING), "built by pid " + builder, builder);
    }

    private static Standing unknown(IndexScript script, String remark) {
        return new Standing(script.index().in(State.UNKNOWN), remark, 0);
    }
}
