package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.IndexScript;
import dev.perfdeck.core.migrate.Script;
import dev.perfdeck.core.migrate.Sql;
import dev.perfdeck.core.migrate.folder.MigrationFile;
import dev.perfdeck.core.migrate.script.Statement;
import dev.perfdeck.core.migrate.script.act.Act;
import dev.perfdeck.core.migrate.script.act.Name;
import dev.perfdeck.core.migrate.script.act.TableStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// An index that a script makes.
///
/// @param key as `to_regclass` reads it: an index lives in the schema of its table
record MadeIndex(MigrationFile file, Statement statement, Act.CreateIndex act, String key) {
    private static final String SHAPE = Sql.read(MadeIndex.class, "shape.sql").statement();

    static MadeIndex of(MigrationFile file, Statement statement, Act.CreateIndex act) {
        return new MadeIndex(
                file, statement, act, beside(act.table(), act.name().orElseThrow()));
    }

    static String beside(Name table, Name index) {
        var dot = table.key().lastIndexOf('.');
        return table.key().substring(0, dot + 1)
                + index.key().substring(index.key().lastIndexOf('.') + 1);
    }

    String name() {
        return act.name().orElseThrow().bare();
    }

    String table() {
        return act.table().key();
    }

    String drop() {
        return "DROP INDEX CONCURRENTLY " + key;
    }

    /// Whether a later statement removes or renames it, so that its absence says nothing.
    boolean goneWith(Act later) {
        return switch (later) {
            case Act.DropIndex drop ->
                drop.names().stream().anyMatch(name -> name.bare().equals(name()));
            case Act.AlterIndex alter -> alter.index().bare().equals(name());
            case Act.DropRelation drop ->
                drop.cascade()
                        || drop.names().stream().anyMatch(name -> name.key().equals(table()));
            case Act.AlterTable alter ->
                alter.table().key().equals(table())
                        && alter.steps().stream()
                                .anyMatch(step ->
                                        step instanceof TableStep.RenameTable || step instanceof TableStep.DropColumn);
            default -> false;
        };
    }

    /// What to build and to compare with. Asks the server how it would write the definition down, on an empty copy of
    /// the table that no one else sees.
    IndexScript target(Connection connection) throws SQLException {
        return IndexScript.of(
                new Script(file.version(), file.file(), new Sql(file.sql())),
                name(),
                table(),
                statement.sql(),
                drop(),
                shape(connection));
    }

    /// The same, built beside writers; of a partitioned table that is not possible.
    IndexScript concurrently(Connection connection) throws SQLException {
        var plain = target(connection);
        if (act.concurrently() || IndexLook.partitioned(connection, table())) {
            return plain;
        }
        var sql = statement.sql().replaceFirst("(?i)\\bINDEX\\b", "INDEX CONCURRENTLY");
        return IndexScript.of(plain.script(), name(), table(), sql, drop(), plain.shape());
    }

    private String shape(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var work = connection.createStatement()) {
            work.execute("CREATE TEMPORARY TABLE perfdeck_shape (LIKE " + table() + ") ON COMMIT DROP");
            var unique = act.unique() ? "UNIQUE " : "";
            work.execute("CREATE " + unique + "INDEX ON pg_temp.perfdeck_shape " + definition());
            try (var row = work.executeQuery(SHAPE)) {
                row.next();
                return IndexScript.shapeOf(row.getString(1));
            }
        } catch (SQLException e) {
            // No right to temporary tables, or no such table: the build itself will say what is wrong.
            return IndexScript.shapeOf((act.unique() ? "CREATE UNIQUE INDEX" : "") + " USING btree " + definition());
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /// Its text where it is nothing but columns, so that rows can be grouped by them; empty with a predicate, an
    /// expression or `NULLS NOT DISTINCT`.
    Optional<String> simple() {
        var text = definition().replaceFirst("(?i)^USING\\s+btree\\s*", "");
        return text.matches("(?s)\\([\\w\\s,\"]+\\)(\\s+INCLUDE\\s*\\([^)]*\\))?\\s*")
                        && !act.columns().isEmpty()
                ? Optional.of(text)
                : Optional.empty();
    }

    /// From behind the table's name on.
    String definition() {
        var tokens = statement.tokens();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is("ON")) {
                var at = i + 1;
                while (at < tokens.size()
                        && !tokens.get(at).is('(')
                        && !tokens.get(at).is("USING")) {
                    at++;
                }
                return at < tokens.size() ? statement.sql().substring(offset(at)) : "";
            }
        }
        return "";
    }

    private int offset(int token) {
        return statement.tokens().get(token).start()
                - statement.tokens().getFirst().start();
    }
}
