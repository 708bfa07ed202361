package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.Desk;
import dev.perfdeck.core.migrate.Pooler;
import dev.perfdeck.core.migrate.Sql;
import dev.perfdeck.core.migrate.folder.MigrationFile;
import dev.perfdeck.core.migrate.lint.ScriptReview;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.migration.IndexOrder;
import dev.perfdeck.model.migration.LockMode;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.Migration.Kind;
import dev.perfdeck.model.migration.MigrationScope;
import dev.perfdeck.model.migration.MigrationScope.Which;
import dev.perfdeck.model.migration.Preflight;
import dev.perfdeck.model.migration.PreflightItem;
import dev.perfdeck.model.migration.PreflightItem.Weight;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.postgresql.PGConnection;

/// Everything that is looked at before something is changed. Changes nothing.
///
/// @param desk a session beside the one that is handed over with each question
record PreflightChecks(Desk desk, Optional<Path> folder) {
    private static final String SERVER =
            Sql.read(PreflightChecks.class, "preflight-server.sql").statement();
    private static final String TABLES =
            Sql.read(PreflightChecks.class, "preflight-tables.sql").statement();

    Preflight look(Connection connection, MigrationScope scope) throws SQLException {
        var scripts = scripts(connection, scope);
        return scripts.isEmpty()
                ? told(server(connection))
                : told(pooler(connection), found(connection, scripts, locked(scripts)));
    }

    /// What would stop or delay one statement that no file holds.
    Preflight look(Connection connection, IndexOrder order) throws SQLException {
        return told(pooler(connection), found(connection, order));
    }

    /// First, since with such a pooler the rest is not to be believed.
    private List<PreflightItem> pooler(Connection connection) throws SQLException {
        return desk.ask(other -> Pooler.lends(connection, other))
                ? List.of(new PreflightItem("pooler", Weight.BLOCKING, Pooler.WHAT, 0, Pooler.REMEDY))
                : List.of();
    }

    private List<PreflightItem> found(Connection connection, IndexOrder order) throws SQLException {
        var scripts = order.act() == IndexOrder.Act.CREATE
                ? List.of(RunnableScript.of(OrderRun.file(order)))
                : List.<RunnableScript>of();
        var tables = new TreeSet<>(locked(scripts));
        tables.add(OrderRun.table(order));
        OrderRun.tableNow(connection, order).ifPresent(tables::add);
        return found(connection, scripts, tables);
    }

    private static List<PreflightItem> found(Connection connection, List<RunnableScript> scripts, Set<String> locked)
            throws SQLException {
        var items = new ArrayList<>(server(connection));
        items.addAll(tables(connection, locked));
        for (var script : scripts) {
            for (var index : script.indexes()) {
                new IndexChecks(connection, index).look(items);
            }
        }
        return items;
    }

    @SafeVarargs
    private static Preflight told(List<PreflightItem>... found) {
        var items = new ArrayList<PreflightItem>();
        for (var some : found) {
            items.addAll(some);
        }
        items.sort(Comparator.comparing(PreflightItem::weight));
        if (items.isEmpty()) {
            items.add(new PreflightItem("all", Weight.GOOD, "nothing stops or delays it", 0, ""));
        }
        return new Preflight(items);
    }

    /// For who holds the lock, which was not taken through a pooler.
    ///
    /// @throws FaultException for the worst obstacle
    void pass(Connection connection, List<RunnableScript> scripts) throws SQLException {
        pass(told(found(connection, scripts, locked(scripts))));
    }

    /// @throws FaultException likewise
    void pass(Connection connection, IndexOrder order) throws SQLException {
        pass(told(found(connection, order)));
    }

    private static void pass(Preflight preflight) {
        for (var item : preflight.blocking()) {
            throw new FaultException(fault(item));
        }
    }

    private static Fault fault(PreflightItem item) {
        return switch (item.check()) {
            case "rights" -> new Fault.Denied(Source.POSTGRESQL, item.what(), item.remedy());
            case "standby", "read-only", "pooler", "another-console" ->
                new Fault.Unavailable(Source.POSTGRESQL, item.what(), item.remedy());
            default -> new Fault.MigrationFailed("Pre-flight", item.what(), "nothing has been changed", item.remedy());
        };
    }

    private List<RunnableScript> scripts(Connection connection, MigrationScope scope) throws SQLException {
        var scripts = new ArrayList<RunnableScript>();
        if (folder.isPresent() && scope.which() != Which.BUILT_IN) {
            var state = FolderState.read(folder.get(), connection);
            FolderRun.chosen(state, scope.to()).forEach(it -> scripts.add(state.script(it)));
        }
        if (BuiltIn.meant(connection, scope, folder.isPresent())) {
            for (var migration : BuiltIn.read(connection).migrations()) {
                var wanted = BuiltInRun.within(migration.version(), scope.to());
                if (wanted && migration.state() != Migration.State.APPLIED) {
                    scripts.add(builtIn(migration));
                }
            }
        }
        return scripts;
    }

    private static RunnableScript builtIn(Migration migration) {
        return RunnableScript.of(new MigrationFile(
                Kind.VERSIONED,
                migration.version(),
                migration.description(),
                migration.file(),
                migration.sql(),
                migration.sql(),
                Optional.empty(),
                Optional.empty()));
    }

    private static List<PreflightItem> server(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(SERVER)) {
            statement.setObject(
                    1, new Integer[] {connection.unwrap(PGConnection.class).getBackendPID()});
            return items(statement);
        }
    }

    /// Only what the scripts lock strongly enough to need ownership; tables that they make themselves are not there
    /// yet.
    private static Set<String> locked(List<RunnableScript> scripts) {
        var tables = new TreeSet<String>();
        for (var script : scripts) {
            if (script.refusal().isEmpty()) {
                ScriptReview.of(script.file().sql(), script.transactional()).locks().stream()
                        .filter(lock -> lock.mode().compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0)
                        .forEach(lock -> tables.add(lock.relation()));
            }
        }
        return tables;
    }

    private static List<PreflightItem> tables(Connection connection, Set<String> tables) throws SQLException {
        try (var statement = connection.prepareStatement(TABLES)) {
            statement.setObject(1, tables.toArray(String[]::new));
            return items(statement);
        }
    }

    static List<PreflightItem> items(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            var found = new ArrayList<PreflightItem>();
            while (rows.next()) {
                found.add(new PreflightItem(
                        rows.getString("check"),
                        Weight.valueOf(rows.getString("weight")),
                        rows.getString("what"),
                        rows.getInt("owner"),
                        rows.getString("remedy")));
            }
            return found;
        }
    }
}
