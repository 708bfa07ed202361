package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.Backend;
import dev.perfdeck.core.migrate.ConnectionSource;
import dev.perfdeck.core.migrate.Course;
import dev.perfdeck.core.migrate.Desk;
import dev.perfdeck.core.migrate.IndexStep;
import dev.perfdeck.core.migrate.Session;
import dev.perfdeck.core.migrate.Sql;
import dev.perfdeck.core.migrate.SqlFaults;
import dev.perfdeck.core.migrate.Stopped;
import dev.perfdeck.core.migrate.Supervision;
import dev.perfdeck.core.migrate.folder.MigrationFile;
import dev.perfdeck.core.migrate.script.SqlScript;
import dev.perfdeck.core.migrate.script.Statement;
import dev.perfdeck.core.migrate.script.act.Act;
import dev.perfdeck.core.migrate.script.act.Name;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.IndexRun;
import dev.perfdeck.model.migration.IndexOrder;
import dev.perfdeck.model.migration.Migration.Kind;
import dev.perfdeck.model.migration.MigrationRun.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One index statement of no file, under the lock that its caller holds.
record OrderRun(ConnectionSource source, Desk desk, Steps steps, Course course, Duration cleanup) {
    private static final String TABLE =
            Sql.read(OrderRun.class, "table-of-index.sql").statement();

    void carryOut(IndexOrder order) throws SQLException, ScriptRun.HalfDone {
        steps.expect(List.of(order.index()));
        var back = order.undo().isEmpty() ? "" : "\nTaken back by: " + order.undo();
        steps.take(order.index(), order.sql(), order.why() + back, () -> switch (order.act()) {
            case CREATE -> create(order);
            case DROP -> drop(order);
            case REINDEX -> reindex(order);
        });
    }

    private Outcome create(IndexOrder order) throws SQLException {
        var statement = statement(order);
        if (!(Act.of(statement) instanceof Act.CreateIndex act) || act.name().isEmpty() || !act.concurrently()) {
            throw rejected("this builds no named index concurrently", "CREATE INDEX CONCURRENTLY name ON …");
        }
        var target = desk.ask(MadeIndex.of(file(order), statement, act)::target);
        var outcome = new IndexStep(source, desk, cleanup).build(target, course);
        if (desk.ask(connection -> IndexLook.onExpressions(connection, key(order)))) {
            // Without these the planner knows nothing of what the expressions come to.
            new Analyzing(source, course, cleanup).table(table(order));
        }
        return outcome == IndexRun.Outcome.ADOPTED ? Outcome.ADOPTED : Outcome.APPLIED;
    }

    private Outcome drop(IndexOrder order) throws SQLException {
        if (!(Act.of(statement(order)) instanceof Act.DropIndex act)
                || act.names().size() != 1) {
            throw rejected("this drops no index, or several", "DROP INDEX CONCURRENTLY name");
        }
        meant(order, act.names().getFirst());
        if (!there(order)) {
            return Outcome.UNCHANGED;
        }
        var failure = once(order);
        if (!there(order)) {
            return Outcome.APPLIED;
        }
        throw ended(order, failure, invalid(order) ? "an invalid index is left" : "the index stands as before");
    }

    /// What is believed afterwards is asked of the order's index, so it must be the statement's too, whatever the
    /// search path makes of its name.
    private void meant(IndexOrder order, Name named) throws SQLException {
        if (!desk.ask(connection -> IndexLook.same(connection, key(order), named.text()))) {
            throw rejected(
                    named.text() + " is not the index " + order.index() + " of schema " + order.schema(),
                    "the name with its schema");
        }
    }

    private static Statement statement(IndexOrder order) {
        return SqlScript.parse(order.sql()).statements().getFirst();
    }

    private static FaultException rejected(String what, String expected) {
        return new FaultException(new Fault.Rejected("order", what, expected));
    }

    private Outcome reindex(IndexOrder order) throws SQLException {
        if (!(Act.of(statement(order)) instanceof Act.Reindex act) || act.name().isEmpty()) {
            throw rejected("this rebuilds no index", "REINDEX INDEX CONCURRENTLY name");
        }
        meant(order, act.name().get());
        var failure = once(order);
        var clean = new Remnants(source, desk, cleanup).sweep(order.index(), course);
        if (failure.isEmpty() && there(order) && !invalid(order)) {
            return Outcome.APPLIED;
        }
        throw ended(
                order,
                failure,
                (invalid(order) ? "the index is not valid" : "the index stands as before")
                        + (clean ? "" : ", and a copy is left beside it"));
    }

    private RuntimeException ended(IndexOrder order, Optional<SQLException> failure, String stands) {
        if (course.cancelled() && stands.equals("the index stands as before")) {
            return new Stopped();
        }
        return new FaultException(failure.map(e -> SqlFaults.failed(order.index(), e, stands))
                .orElseGet(() -> new Fault.MigrationFailed(
                        order.index(), "the server reported success", stands, "Look at the index again.")));
    }

    private Optional<SQLException> once(IndexOrder order) throws SQLException {
        var supervision = new Supervision(source);
        try (var session = Session.open(source)) {
            var failure = supervision.run(session, order.index(), order.sql(), course);
            if (failure.filter(SqlFaults::lost).isPresent()) {
                supervision.untilGone(Backend.of(session), order.index(), course);
            }
            return failure;
        }
    }

    /// The order as if it were a file.
    static MigrationFile file(IndexOrder order) {
        return new MigrationFile(
                Kind.VERSIONED, "", order.why(), "", order.sql(), order.sql(), Optional.empty(), Optional.empty());
    }

    private static String key(IndexOrder order) {
        return quoted(order.schema()) + "." + quoted(order.index());
    }

    static String table(IndexOrder order) {
        return quoted(order.schema()) + "." + quoted(order.table());
    }

    /// Of the index as the catalog has it; empty while there is none.
    static Optional<String> tableNow(Connection connection, IndexOrder order) throws SQLException {
        try (var statement = connection.prepareStatement(TABLE)) {
            statement.setString(1, key(order));
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private boolean there(IndexOrder order) throws SQLException {
        return desk.ask(connection -> IndexLook.there(connection, key(order)));
    }

    private boolean invalid(IndexOrder order) throws SQLException {
        return desk.ask(connection -> IndexLook.invalid(connection, key(order)));
    }
}
