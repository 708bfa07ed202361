package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.Sql;
import dev.perfdeck.core.migrate.folder.Folder;
import dev.perfdeck.core.migrate.folder.MigrationFile;
import dev.perfdeck.model.migration.IndexState;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.Migration.Kind;
import dev.perfdeck.model.migration.Migration.Origin;
import dev.perfdeck.model.migration.Migration.State;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationVersion;

/// A folder beside its history and the catalog, at one moment.
///
/// @param rows    the newest row of each migration
/// @param indexes what the scripts make and do not drop again
/// @param gone    titles of those whose tables are there, and an index is not
record FolderState(
        Folder folder,
        List<RunnableScript> scripts,
        Map<String, HistoryTable.Row> rows,
        String baseline,
        List<IndexState> indexes,
        Set<String> gone,
        List<Migration> migrations,
        Map<String, RunnableScript> byTitle) {
    /// As when a console was killed before it could record its build, or somebody built it by hand.
    private static final String BUILT = "what it builds is there already; apply compares it and only records it";

    private static final String FACTS = Sql.read(FolderState.class, "facts.sql").statement();

    static FolderState read(Path path, Connection connection) throws SQLException {
        var folder = Folder.read(path, facts(connection));
        var scripts = folder.files().stream().map(RunnableScript::of).toList();
        var all = new HistoryTable(connection, folder.options().table()).rows();
        var rows = new LinkedHashMap<String, HistoryTable.Row>();
        all.stream().filter(row -> !row.mark()).forEach(row -> rows.put(key(row.version(), row.description()), row));
        var baseline = all.stream()
                .filter(HistoryTable.Row::baseline)
                .map(HistoryTable.Row::version)
                .findFirst()
                .orElse("0");
        var indexes = IndexCatalog.of(connection, made(scripts, rows));
        var byTitle = scripts.stream().collect(Collectors.toMap(it -> it.file().title(), Function.identity()));
        var gone = gone(connection, indexes, scripts);
        var bare = new FolderState(folder, scripts, rows, baseline, indexes, gone, List.of(), byTitle);
        return new FolderState(folder, scripts, rows, baseline, indexes, gone, bare.judge(), byTitle);
    }

    /// What a later script mentions may have gone by it, in words that are not understood here.
    private static Set<String> gone(Connection connection, List<IndexState> indexes, List<RunnableScript> scripts)
            throws SQLException {
        var gone = new HashSet<String>();
        for (var index : indexes) {
            if (index.state() == IndexState.State.MISSING
                    && !mentionedAfter(index, scripts)
                    && IndexLook.there(connection, index.table())) {
                gone.add(index.migration());
            }
        }
        return gone;
    }

    private static boolean mentionedAfter(IndexState index, List<RunnableScript> scripts) {
        return scripts.stream()
                .dropWhile(script -> !script.file().title().equals(index.migration()))
                .skip(1)
                .anyMatch(script -> script.file().sql().contains(index.name()));
    }

    private static Map<String, String> facts(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(FACTS)) {
            row.next();
            var facts = new HashMap<String, String>();
            facts.put("flyway:defaultSchema", row.getString("schema"));
            facts.put("flyway:user", row.getString("role"));
            facts.put("flyway:database", row.getString("database"));
            return facts;
        }
    }

    static String key(String version, String description) {
        return version.isEmpty() ? "R " + description : version;
    }

    static String key(MigrationFile file) {
        return key(file.version(), file.description());
    }

    /// The indexes of all scripts, less those that a later script, applied already, removes or renames.
    private static List<MadeIndex> made(List<RunnableScript> scripts, Map<String, HistoryTable.Row> rows) {
        var made = new ArrayList<MadeIndex>();
        for (var script : scripts) {
            if (rows.containsKey(key(script.file()))) {
                script.steps().forEach(step -> made.removeIf(index -> index.goneWith(step.act())));
            }
            made.addAll(script.indexes());
        }
        return made;
    }

    private List<Migration> judge() {
        var found = new ArrayList<Migration>();
        for (var script : scripts) {
            found.add(judge(script));
        }
        var known = scripts.stream().map(script -> key(script.file())).collect(Collectors.toSet());
        rows.entrySet().stream()
                .filter(entry ->
                        !known.contains(entry.getKey()) && !entry.getValue().undo())
                .map(entry -> missing(entry.getValue()))
                .forEach(found::add);
        return found;
    }

    private Migration judge(RunnableScript script) {
        var file = script.file();
        var row = Optional.ofNullable(rows.get(key(file)));
        var applied = row.filter(it -> !it.undo());
        var broken = indexes.stream()
                .filter(index -> index.migration().equals(file.title()) && index.state() == IndexState.State.INVALID)
                .map(IndexState::name)
                .toList();
        var state = state(file, row, !broken.isEmpty());
        return new Migration(
                Origin.FOLDER,
                file.kind(),
                file.version(),
                file.description(),
                state,
                applied.map(HistoryTable.Row::installedOn),
                file.file(),
                file.text(),
                Optional.of(file.checksum()),
                applied.flatMap(HistoryTable.Row::checksum),
                file.undo().isPresent() || script.undoableByDropping(),
                remark(state, broken, script.undoableByDropping() && built(file)));
    }

    /// Whether all that it makes is there.
    private boolean built(MigrationFile file) {
        return indexes.stream()
                .filter(index -> index.migration().equals(file.title()))
                .allMatch(index -> index.state() == IndexState.State.VALID);
    }

    private State state(MigrationFile file, Optional<HistoryTable.Row> row, boolean broken) {
        if (row.isEmpty()) {
            return file.kind() == Kind.VERSIONED ? unrecorded(file) : State.PENDING;
        }
        var found = row.get();
        if (found.undo()) {
            return State.UNDONE;
        }
        if (!found.success()) {
            return State.FAILED;
        }
        if (broken) {
            return State.BROKEN;
        }
        var same = found.checksum().isEmpty() || found.checksum().get() == file.checksum();
        // Of an edited file nobody knows whether the one that was applied made this index.
        return !same ? State.CHANGED : gone.contains(file.title()) ? State.BROKEN : State.APPLIED;
    }

    private State unrecorded(MigrationFile file) {
        var version = MigrationVersion.fromVersion(file.version());
        if (version.compareTo(MigrationVersion.fromVersion(baseline)) <= 0) {
            return State.IGNORED;
        }
        return !folder.options().outOfOrder() && version.compareTo(newest()) < 0 ? State.LATE : State.PENDING;
    }

    private MigrationVersion newest() {
        return rows.values().stream()
                .filter(row -> !row.version().isEmpty() && row.success() && !row.undo())
                .map(row -> MigrationVersion.fromVersion(row.version()))
                .reduce(MigrationVersion.fromVersion("0"), (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }

    private static String remark(State state, List<String> broken, boolean built) {
        return switch (state) {
            case FAILED -> "it ended in the middle; repair removes what it left and the mark in the history";
            case CHANGED -> "the file is not the one that was applied";
            case BROKEN ->
                broken.isEmpty()
                        ? "recorded as done, but an index of it is gone"
                        : "recorded as done, but not valid: " + String.join(", ", broken);
            case LATE -> "older than what has been applied, and never applied itself";
            case IGNORED -> "not above the version at which the history begins";
            case PENDING, UNDONE, APPLIED, MISSING ->
                broken.isEmpty()
                        ? state == State.PENDING && built ? BUILT : ""
                        : "an invalid index of it is there: " + String.join(", ", broken);
        };
    }

    private static Migration missing(HistoryTable.Row row) {
        return new Migration(
                Origin.FOLDER,
                row.version().isEmpty() ? Kind.REPEATABLE : Kind.VERSIONED,
                row.version(),
                row.description(),
                row.success() ? State.MISSING : State.FAILED,
                Optional.of(row.installedOn()),
                row.script(),
                "",
                Optional.empty(),
                row.checksum(),
                false,
                "its file is not in the folder");
    }

    List<Migration> pending() {
        return migrations.stream()
                .filter(it -> it.state().runsNext() || (it.state() == State.CHANGED && it.kind() == Kind.REPEATABLE))
                .toList();
    }

    RunnableScript script(Migration migration) {
        return Objects.requireNonNull(byTitle.get(migration.title()), migration.title());
    }
}
