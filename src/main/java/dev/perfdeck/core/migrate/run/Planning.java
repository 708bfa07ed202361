package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.IndexScript;
import dev.perfdeck.core.migrate.Sql;
import dev.perfdeck.core.migrate.folder.MigrationFile;
import dev.perfdeck.core.migrate.lint.ScriptReview;
import dev.perfdeck.core.migrate.locks.Relations;
import dev.perfdeck.core.migrate.trace.SchemaReader;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.migration.Finding;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.MigrationPlan;
import dev.perfdeck.model.migration.MigrationScope;
import dev.perfdeck.model.migration.MigrationScope.Which;
import dev.perfdeck.model.migration.PlannedMigration;
import dev.perfdeck.model.migration.TableLoad;
import dev.perfdeck.model.migration.TableLock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the next apply would run, looked at statement by statement. Changes nothing.
///
/// @param scratch an empty copy of the schema on which each script is tried; without one, locks are only predicted
record Planning(Optional<Path> folder, Optional<Connection> scratch) {
    private static final Logger log = LoggerFactory.getLogger(Planning.class);
    private static final String LOADS = Sql.read(Planning.class, "loads.sql").statement();

    MigrationPlan plan(Connection connection, MigrationScope scope) throws SQLException {
        var planned = new ArrayList<PlannedMigration>();
        var obstacles = new ArrayList<String>();
        if (folder.isPresent() && scope.which() != Which.BUILT_IN) {
            var state = FolderState.read(folder.get(), connection);
            for (var migration : state.migrations()) {
                FolderRun.obstacle(migration)
                        .ifPresent(words ->
                                obstacles.add(migration.title() + ": " + words + ". " + FolderRun.way(migration)));
            }
            var known = known(connection);
            for (var migration : FolderRun.chosen(state, scope.to())) {
                var script = state.script(migration);
                var review = review(script, known);
                known = review.map(ScriptReview::after).orElse(known);
                planned.add(planned(connection, migration, script, review));
            }
        }
        if (BuiltIn.meant(connection, scope, folder.isPresent())) {
            plan(connection, scope, planned);
        }
        return new MigrationPlan(planned, obstacles);
    }

    /// Says more than a script alone: the table of an index that is dropped, partitions, foreign keys, old types.
    private static Relations known(Connection connection) {
        try {
            return SchemaReader.read(connection);
        } catch (SQLException e) {
            log.info("planned without knowing the schema: {}", e.getMessage());
            return Relations.none();
        }
    }

    private static Optional<ScriptReview> review(RunnableScript script, Relations known) {
        try {
            return Optional.of(ScriptReview.of(script.file().sql(), script.transactional(), known));
        } catch (FaultException e) {
            return Optional.empty(); // the refusal of the script says why
        }
    }

    private PlannedMigration planned(
            Connection connection, Migration migration, RunnableScript script, Optional<ScriptReview> review)
            throws SQLException {
        var locks = review.map(ScriptReview::locks).orElse(List.<TableLock>of());
        var planned = new PlannedMigration(
                migration,
                script.transactional(),
                script.file().sql(),
                script.steps().stream().map(step -> step.statement().sql()).toList(),
                script.file()
                        .undo()
                        .map(MigrationFile::sql)
                        .orElse(script.undoableByDropping() ? FolderUndo.drops(script) : ""),
                locks,
                review.map(ScriptReview::findings).orElse(List.<Finding>of()),
                loads(connection, locks),
                script.refusal(),
                Optional.empty());
        return scratch.isPresent() ? planned.traced(new Trying(scratch.get()).run(script)) : planned;
    }

    private void plan(Connection connection, MigrationScope scope, List<PlannedMigration> planned) throws SQLException {
        var known = known(connection);
        for (var migration : BuiltIn.read(connection).migrations()) {
            var wanted = BuiltInRun.within(migration.version(), scope.to());
            if (!wanted || (!migration.state().runsNext() && !migration.state().mendable())) {
                continue;
            }
            var undo = IndexScript.ALL.stream()
                    .filter(script -> script.script().version().equals(migration.version()))
                    .map(IndexScript::undo)
                    .findFirst()
                    .orElse("");
            var script = RunnableScript.of(new MigrationFile(
                    migration.kind(),
                    migration.version(),
                    migration.description(),
                    migration.file(),
                    migration.sql(),
                    migration.sql(),
                    Optional.empty(),
                    undo.isEmpty()
                            ? Optional.empty()
                            : Optional.of(MigrationFile.undoing("U" + migration.version(), undo))));
            planned.add(planned(connection, migration, script, review(script, known)));
        }
    }

    private static List<TableLoad> loads(Connection connection, List<TableLock> locks) throws SQLException {
        if (locks.isEmpty()) {
            return List.of();
        }
        try (var statement = connection.prepareStatement(LOADS)) {
            statement.setObject(1, locks.stream().map(TableLock::relation).toArray(String[]::new));
            try (var rows = statement.executeQuery()) {
                var loads = new ArrayList<TableLoad>();
                while (rows.next()) {
                    var writes = rows.getDouble("writes");
                    var perSecond = rows.wasNull() ? Double.NaN : writes;
                    loads.add(new TableLoad(
                            rows.getString("relation"), rows.getLong("bytes"), rows.getLong("row_count"), perSecond));
                }
                return loads;
            }
        }
    }
}
