package dev.perfdeck.core.migrate;

import dev.perfdeck.model.PerformanceIndex;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A migration that builds one index, and its undo. All it says is read from the two files, so what is shown is what
/// runs.
///
/// @param shape access method and columns in a form that compares equal to [#shapeOf] of the catalog's definition
public record IndexScript(Script script, String undo, PerformanceIndex index, String shape) {
    private static final Pattern STATEMENT =
            Pattern.compile("CREATE INDEX CONCURRENTLY (\\w+) ON (\\w+) USING (\\w+ \\((.*)\\))");

    /// Runs before all of [#ALL]: the trigram operators.
    public static final Script EXTENSION = Script.read("V1__trigram_extension.sql");

    public static final List<IndexScript> ALL = Stream.of(
                    "V2__workflow_status_created_at.sql",
                    "V3__workflow_name_search.sql",
                    "V4__execution_workflow_status.sql",
                    "V5__execution_created_at.sql",
                    "V6__audit_log_user_time.sql",
                    "V7__checkpoint_execution_id.sql")
            .map(IndexScript::read)
            .toList();

    private static IndexScript read(String file) {
        var script = Script.read(file);
        var statement = script.sql().statement();
        var parts = parse(statement);
        var serves = script.sql().note("Serves");
        var index = new PerformanceIndex(
                parts.group(1), parts.group(2), parts.group(4), serves, statement, PerformanceIndex.State.UNKNOWN);
        var undo = Sql.read("/db/undo/U" + file.substring(1)).statement();
        return new IndexScript(script, undo, index, plain(parts.group(3)));
    }

    private static Matcher parse(String statement) {
        var parts = STATEMENT.matcher(statement);
        if (!parts.matches()) {
            throw new IllegalStateException("not a concurrent index build: " + statement);
        }
        return parts;
    }

    public String name() {
        return index.name();
    }

    public String table() {
        return index.table();
    }

    /// An index of somebody else's script.
    ///
    /// @param table as `to_regclass` reads it
    /// @param drop  the statement that removes it, also after a failed build
    /// @param shape as [#shapeOf] gives it
    public static IndexScript of(Script script, String name, String table, String create, String drop, String shape) {
        var index = new PerformanceIndex(name, table, "", "", create, PerformanceIndex.State.UNKNOWN);
        return new IndexScript(script, drop, index, shape);
    }

    /// The comparable part of `pg_get_indexdef`: uniqueness, method, columns and predicate; not the name, table or
    /// storage options.
    public static String shapeOf(String definition) {
        var using = definition.indexOf(" USING ");
        var tail = using < 0 ? definition : definition.substring(using + " USING ".length());
        var unique = definition.startsWith("CREATE UNIQUE ") ? "unique " : "";
        return unique + plain(tail.replaceFirst(" WITH \\([^)]*\\)", ""));
    }

    private static String plain(String columns) {
        return columns.replace("\"", "")
                .replaceAll("\\w+\\.gin_trgm_ops", "gin_trgm_ops")
                .toLowerCase(Locale.ROOT);
    }
}
