package dev.perfdeck.core.migrate.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfdeck.core.migrate.lint.ReviewedStatement;
import dev.perfdeck.core.migrate.lint.ScriptReview;
import dev.perfdeck.core.migrate.lint.Scripts;
import dev.perfdeck.core.migrate.lint.Scripts.Script;
import dev.perfdeck.core.migrate.lint.Transactionality;
import dev.perfdeck.core.migrate.locks.Relations;
import dev.perfdeck.core.migrate.locks.Work;
import dev.perfdeck.core.migrate.script.SqlScript;
import dev.perfdeck.core.migrate.script.Statement;
import dev.perfdeck.core.migrate.script.act.Act;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.migration.Finding;
import dev.perfdeck.model.migration.LockMode;
import dev.perfdeck.model.migration.TableLock;
import dev.perfdeck.support.PgServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is predicted of the table's scripts, and what is offered instead, held against a real server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ScriptsOnServer {
    /// What any statement takes on whatever it names; nobody waits for it but those who change tables.
    private static final LockMode WORTH_TELLING = LockMode.ROW_EXCLUSIVE;

    private PgServer server;
    private Connection twin;
    private Relations known;
    private Set<String> tables;

    abstract PgServer start() throws IOException;

    @BeforeAll
    void prepare() throws Exception {
        server = start();
        server.execute("CREATE DATABASE twin");
        try (var fresh = open("twin")) {
            execute(fresh, Scripts.schemaSql());
        }
        server.execute("CREATE DATABASE filled");
        twin = open("twin");
        execute(twin, "SET timezone = 'Europe/Berlin'");
        known = SchemaReader.read(twin);
        tables = tables();
    }

    @AfterAll
    void stop() throws Exception {
        twin.close();
        server.close();
    }

    static Stream<Script> inTransaction() throws IOException {
        return Scripts.all().stream()
                .filter(script -> !script.sql().contains("${"))
                .filter(script ->
                        review(script, Relations.none()).transactionality() == Transactionality.TRANSACTIONAL);
    }

    static Stream<Script> all() throws IOException {
        return Scripts.all().stream();
    }

    @ParameterizedTest
    @MethodSource("inTransaction")
    void theLocksPredictedAreTheLocksTaken(Script script) throws Exception {
        if (script.name().equals("bad-enum-used")) {
            refusedByTheServer(script);
            return;
        }
        var trace = Tracer.trace(twin, script.sql());
        var predicted = statements(review(script, known));
        assertThat(trace.steps()).hasSameSizeAs(predicted);
        var held = new HashMap<String, LockMode>();
        for (int i = 0; i < predicted.size(); i++) {
            var statement = predicted.get(i);
            assertThat(told(trace.steps().get(i).locks(), Map.of()))
                    .as(statement.sql())
                    .isEqualTo(told(statement.locks(), held));
            statement.locks().forEach(lock -> held.merge(lock.relation(), lock.mode(), ScriptsOnServer::stronger));
        }
    }

    @ParameterizedTest
    @MethodSource("inTransaction")
    void theRewritesPredictedAreTheRewritesSeen(Script script) throws Exception {
        if (script.name().equals("bad-enum-used") || script.name().equals("bad-access-method")) {
            return;
        }
        var trace = Tracer.trace(twin, script.sql());
        var predicted = statements(review(script, known));
        for (int i = 0; i < predicted.size(); i++) {
            if (predicted.get(i).sql().startsWith("ALTER TABLE")) {
                var moved = trace.steps().get(i).rewritten().stream().anyMatch(tables::contains);
                assertThat(moved)
                        .as(predicted.get(i).sql())
                        .isEqualTo(predicted.get(i).work() == Work.REWRITE);
            }
        }
    }

    private void refusedByTheServer(Script script) {
        assertThatThrownBy(() -> Tracer.trace(twin, script.sql()))
                .isInstanceOf(FaultException.class)
                .hasMessageStartingWith("line 3: ")
                .hasMessageContaining("unsafe use of new value");
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsOfferedInsteadRuns(Script script) throws Exception {
        var fixes = review(script, known).findings().stream()
                .filter(finding -> !finding.fix().isEmpty())
                .filter(finding -> !finding.fix().startsWith("SET lock_timeout"))
                .toList();
        try (var filled = open("filled")) {
            fixes.forEach(finding -> run(filled, script, finding));
        }
    }

    private static void run(Connection connection, Script script, Finding finding) {
        try {
            execute(
                    connection,
                    "DROP SCHEMA public CASCADE; CREATE SCHEMA public;" + Scripts.schemaSql() + Scripts.rowsSql());
            var before = SqlScript.parse(script.sql()).statements().stream()
                    .takeWhile(statement -> statement.tokens().getLast().line() < finding.line())
                    .filter(statement -> !boundary(statement));
            for (var statement : before.toList()) {
                execute(connection, statement.sql());
            }
            for (var statement : SqlScript.parse(finding.fix()).statements()) {
                execute(connection, statement.sql());
            }
        } catch (SQLException | IOException e) {
            throw new AssertionError("instead of " + finding.rule() + ": " + finding.fix(), e);
        }
    }

    @Test
    void theTwinIsAsItWas() throws Exception {
        var before = SchemaReader.read(twin);
        Tracer.trace(twin, "DROP TABLE orders CASCADE; CREATE TABLE other (id int)");
        assertThat(SchemaReader.read(twin)).isEqualTo(before);
        assertThat(twin.getAutoCommit()).isTrue();
    }

    @Test
    void theCatalogTellsWhatTheScriptOfTheSchemaTells() throws Exception {
        var told = Scripts.schema();
        assertThat(known.indexes()).containsAllEntriesOf(told.indexes());
        assertThat(known.children()).containsAllEntriesOf(told.children());
        assertThat(known.views()).isEqualTo(told.views());
        assertThat(known.checked()).contains("orders.quantity");
        assertThat(known.foreignKeys())
                .extracting(Relations.ForeignKey::name)
                .contains("orders_shop_id_fkey", "loyalty_customer_id_fkey");
    }

    private static ScriptReview review(Script script, Relations known) {
        return ScriptReview.of(script.sql(), script.executeInTransaction(), known);
    }

    private static List<ReviewedStatement> statements(ScriptReview review) {
        return review.statements().stream()
                .filter(statement ->
                        !boundary(SqlScript.parse(statement.sql()).statements().getFirst()))
                .toList();
    }

    private static boolean boundary(Statement statement) {
        return Act.of(statement) instanceof Act.Transaction;
    }

    /// On tables and views, as far as somebody may wait for it, and no stronger one is held.
    private Map<String, LockMode> told(List<TableLock> locks, Map<String, LockMode> held) {
        var told = new TreeMap<String, LockMode>();
        for (var lock : locks) {
            var before = held.getOrDefault(lock.relation(), LockMode.ACCESS_SHARE);
            if (tables.contains(lock.relation())
                    && lock.mode().compareTo(WORTH_TELLING) >= 0
                    && before.compareTo(lock.mode()) < 0) {
                told.put(lock.relation(), lock.mode());
            }
        }
        return told;
    }

    private static LockMode stronger(LockMode one, LockMode other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private Set<String> tables() throws SQLException {
        var names = new HashSet<String>();
        try (var query = twin.createStatement();
                var rows = query.executeQuery("select relname from pg_class where relnamespace = 'public'::regnamespace"
                        + " and relkind in ('r', 'p', 'v', 'm')")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private Connection open(String database) throws SQLException {
        return DriverManager.getConnection(
                server.url().replaceFirst("/postgres$", "/" + database), "postgres", server.password());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
