package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.Catalog;
import dev.perfdeck.core.migrate.History;
import dev.perfdeck.core.migrate.IndexScript;
import dev.perfdeck.core.migrate.Script;
import dev.perfdeck.core.migrate.Standing;
import dev.perfdeck.model.PerformanceIndex;
import dev.perfdeck.model.migration.IndexState;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.Migration.Kind;
import dev.perfdeck.model.migration.Migration.Origin;
import dev.perfdeck.model.migration.Migration.State;
import dev.perfdeck.model.migration.MigrationScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The six performance indexes and their extension, beside their history and the catalog.
record BuiltIn(List<Migration> migrations, List<IndexState> indexes) {
    /// Whether the tables that they are made for exist.
    static boolean fits(Connection connection) throws SQLException {
        return Catalog.look(connection, IndexScript.ALL).stream().noneMatch(BuiltIn::tableMissing);
    }

    /// Whether an apply of that scope is about them: where a folder is configured, `to` is a version of the folder.
    static boolean meant(Connection connection, MigrationScope scope, boolean folder) throws SQLException {
        return switch (scope.which()) {
            case BUILT_IN -> true;
            case FOLDER -> false;
            case ALL -> !folder || (scope.to().isEmpty() && fits(connection));
        };
    }

    private static boolean tableMissing(Standing standing) {
        return standing.remark().endsWith("does not exist");
    }

    static BuiltIn read(Connection connection) throws SQLException {
        var rows = new HistoryTable(connection, History.TABLE)
                .rows().stream()
                        .filter(row -> !row.mark())
                        .collect(Collectors.toMap(HistoryTable.Row::version, Function.identity(), (_, newer) -> newer));
        var migrations = new ArrayList<Migration>();
        migrations.add(migration(IndexScript.EXTENSION, rows, Optional.empty()));
        var indexes = new ArrayList<IndexState>();
        for (var standing : Catalog.look(connection, IndexScript.ALL)) {
            var script = script(standing.index());
            migrations.add(migration(script.script(), rows, Optional.of(standing)));
            indexes.add(index(script.script(), standing));
        }
        return new BuiltIn(migrations, indexes);
    }

    static IndexScript script(PerformanceIndex index) {
        return IndexScript.ALL.stream()
                .filter(it -> it.name().equals(index.name()))
                .findFirst()
                .orElseThrow();
    }

    private static Migration migration(Script script, Map<String, HistoryTable.Row> rows, Optional<Standing> standing) {
        var row = Optional.ofNullable(rows.get(script.version()));
        return new Migration(
                Origin.BUILT_IN,
                Kind.VERSIONED,
                script.version(),
                script.description(),
                state(row, standing),
                row.map(HistoryTable.Row::installedOn),
                script.file(),
                script.sql().text(),
                Optional.of(script.checksum()),
                row.flatMap(HistoryTable.Row::checksum),
                standing.isPresent(),
                standing.map(Standing::remark).orElse("the extension stays when the indexes are taken back"));
    }

    private static State state(Optional<HistoryTable.Row> row, Optional<Standing> standing) {
        if (row.isEmpty()) {
            return State.PENDING;
        }
        if (!row.get().success()) {
            return State.FAILED;
        }
        return standing.map(it -> switch (it.state()) {
                    case VALID -> State.APPLIED;
                    case INVALID -> State.BROKEN;
                    case MISSING, BUILDING, UNKNOWN -> State.PENDING;
                })
                .orElse(State.APPLIED);
    }

    private static IndexState index(Script script, Standing standing) {
        var index = standing.index();
        var state = switch (standing.state()) {
            case VALID -> IndexState.State.VALID;
            case INVALID -> IndexState.State.INVALID;
            case BUILDING -> IndexState.State.BUILDING;
            case MISSING, UNKNOWN -> IndexState.State.MISSING;
        };
        return new IndexState(
                "",
                index.name(),
                index.table(),
                state,
                index.sql(),
                "V" + script.version() + " " + script.description(),
                standing.builder(),
                standing.remark());
    }
}
