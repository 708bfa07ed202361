package dev.perfdeck.core.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.BuildProgress;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.IndexPlan;
import dev.perfdeck.model.IndexRun.Outcome;
import dev.perfdeck.model.PerformanceIndex;
import dev.perfdeck.model.PerformanceIndex.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What must hold of index builds on every PostgreSQL; each version's test class runs it. The time limit is the trap
/// for
/// a build that waits for one of our own sessions.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class IndexBuildContract {
    private static final String FIRST = "idx_workflow_status_created_at";
    private static final String APPLICATION = "perfdeck test ddl";
    private static final Consumer<BuildProgress> UNHEARD = progress -> {};
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<Connection> blockers = new ArrayList<>();
    private String database = "";

    abstract Databases databases();

    @BeforeEach
    void freshDatabase() throws SQLException {
        database = databases().fresh();
    }

    @AfterEach
    void nothingIsLeftBehind() throws Exception {
        for (var blocker : blockers) {
            blocker.close();
        }
        awaitNone("SELECT pid FROM pg_locks WHERE locktype = 'advisory'");
        awaitNone("SELECT pid, state FROM pg_stat_activity WHERE datname = '" + database + "' AND application_name = '"
                + APPLICATION + "'");
    }

    @Test
    void appliesAllSixAndRecordsThem() throws Exception {
        var run = build().apply(UNHEARD, () -> false);

        assertThat(run.fault()).isEmpty();
        assertThat(run.complete()).isTrue();
        assertThat(run.indexes(Outcome.BUILT)).hasSize(6);
        assertThat(states()).containsOnly(State.VALID);
        assertThat(history()).hasSize(8).allMatch(row -> row.endsWith(" t"));
        assertThat(invalid()).isEmpty();
    }

    @Test
    void aListenerThatFailsStopsNothing() throws Exception {
        var run = build().apply(
                        progress -> {
                            throw new IllegalStateException("screen");
                        },
                        () -> false);

        assertThat(run.complete()).isTrue();
        assertThat(states()).containsOnly(State.VALID);
    }

    @Test
    void aSecondApplyDoesNothing() throws Exception {
        build().apply(UNHEARD, () -> false);
        var before = catalog();

        var again = build().apply(UNHEARD, () -> false);

        assertThat(again.complete()).isTrue();
        assertThat(again.indexes(Outcome.ALREADY_THERE)).hasSize(6);
        assertThat(catalog()).isEqualTo(before);
    }

    @Test
    void plainFlywayAcceptsTheHistory() {
        build().apply(UNHEARD, () -> false);

        assertThat(plainFlyway("").validateWithResult().validationSuccessful).isTrue();
        assertThat(plainFlyway("").info().pending()).isEmpty();
    }

    @Test
    void cancelInMidBuildLeavesNothing() throws Exception {
        holdSnapshot();
        var cancel = new AtomicBoolean();

        var run = build().apply(progress -> cancel.set(cancel.get() || waits(progress)), cancel::get);

        assertThat(run.cancelled()).isTrue();
        assertThat(run.fault()).isEmpty();
        assertThat(run.indexes(Outcome.CANCELLED)).containsExactly(FIRST);
        assertThat(run.indexes(Outcome.NOT_REACHED)).hasSize(5);
        assertThat(states()).containsOnly(State.MISSING);
        assertThat(invalid()).isEmpty();
        assertThat(history()).hasSize(2).allMatch(row -> row.endsWith(" t"));
    }

    @Test
    void anInterruptIsACancel() throws Exception {
        holdSnapshot();

        var run = build().apply(
                        progress -> {
                            if (waits(progress)) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        () -> false);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(run.cancelled()).isTrue();
        assertThat(invalid()).isEmpty();
    }

    @Test
    void whoHoldsAnOldSnapshotIsNamedAndTheBuildGoesOnAfterwards() throws Exception {
        var blocker = holdSnapshot();
        var heard = new CopyOnWriteArrayList<BuildProgress>();

        var run = build().apply(
                        progress -> {
                            heard.add(progress);
                            if (waits(progress)) {
                                release(blocker);
                            }
                        },
                        () -> false);

        assertThat(run.complete()).isTrue();
        assertThat(heard).anySatisfy(progress -> {
            assertThat(progress.index()).isEqualTo(FIRST);
            assertThat(progress.phase()).isEqualTo("waiting for old snapshots");
            assertThat(progress.waitsFor().orElseThrow())
                    .contains("old reader", "idle in transaction for", "FROM users WHERE name = '…'")
                    .doesNotContain("secret");
        });
    }

    @Test
    void aFailedPlainRunIsHealed() throws Exception {
        var blocker = holdSnapshot();
        try {
            plainFlyway("SET lock_timeout = '200ms'").migrate();
        } catch (RuntimeException expected) {
            assertThat(expected).hasMessageContaining("lock timeout");
        }
        release(blocker);
        assertThat(invalid()).containsExactly(FIRST);
        assertThat(history()).anyMatch(row -> row.endsWith(" f"));
        assertThat(states().getFirst()).isEqualTo(State.INVALID);

        var run = build().apply(UNHEARD, () -> false);

        assertThat(run.indexes(Outcome.BUILT)).hasSize(6);
        assertThat(invalid()).isEmpty();
        assertThat(history()).hasSize(8).allMatch(row -> row.endsWith(" t"));
    }

    @Test
    void aLeftoverThatCannotBeRemovedIsToldNotHidden() throws Exception {
        query(holdSnapshot(), "SELECT count(*) FROM workflows"); // its lock on the table blocks the removal too
        var cancel = new AtomicBoolean();

        var run = build().apply(progress -> cancel.set(cancel.get() || waits(progress)), cancel::get);

        assertThat(run.cancelled()).isTrue();
        assertThat(run.fault())
                .get()
                .isInstanceOfSatisfying(
                        Fault.MigrationFailed.class,
                        fault -> assertThat(fault.state()).contains("an invalid index is left"));
        assertThat(states().getFirst()).isEqualTo(State.INVALID);
        assertThat(history()).hasSize(2);
    }

    @Test
    void aValidIndexMadeByHandIsAdopted() throws Exception {
        databases().execute(database, "CREATE INDEX idx_execution_created_at ON executions (created_at DESC)");

        var run = build().apply(UNHEARD, () -> false);

        assertThat(run.indexes(Outcome.ADOPTED)).containsExactly("idx_execution_created_at");
        assertThat(run.indexes(Outcome.BUILT)).hasSize(5);
        assertThat(history()).hasSize(8);
    }

    @Test
    void aRecordedIndexDroppedByHandIsBuiltAgain() throws Exception {
        build().apply(UNHEARD, () -> false);
        databases().execute(database, "DROP INDEX idx_execution_created_at");

        var run = build().apply(UNHEARD, () -> false);

        assertThat(run.indexes(Outcome.BUILT)).containsExactly("idx_execution_created_at");
        assertThat(states()).containsOnly(State.VALID);
    }

    @Test
    void anotherIndexUnderOurNameIsNeitherValidNorTouched() throws Exception {
        databases().execute(database, "CREATE INDEX " + FIRST + " ON workflows (name)");
        var before = catalog();

        var run = build().apply(UNHEARD, () -> false);
        var undone = build().undo(UNHEARD, () -> false);

        assertThat(states().getFirst()).isEqualTo(State.UNKNOWN);
        for (var result : List.of(run, undone)) {
            assertThat(result.fault())
                    .get()
                    .isInstanceOfSatisfying(
                            Fault.MigrationFailed.class,
                            fault -> assertThat(fault.reason()).contains("taken by something else", "(name)"));
        }
        assertThat(catalog()).isEqualTo(before);
        assertThat(history()).isEmpty();
    }

    @Test
    void aMissingTableIsNamedBeforeAnythingIsChanged() throws Exception {
        databases().execute(database, "DROP TABLE checkpoints");

        var run = build().apply(UNHEARD, () -> false);

        assertThat(run.fault())
                .get()
                .extracting(Fault::summary)
                .asString()
                .contains("table checkpoints does not exist");
        assertThat(states()).contains(State.UNKNOWN);
        assertThat(history()).isEmpty();
    }

    @Test
    void aSecondConsoleIsToldWhoIsAtWork() throws Exception {
        var blocker = holdSnapshot();
        var waiting = new CompletableFuture<BuildProgress>();
        var first = CompletableFuture.supplyAsync(() -> build().apply(
                        progress -> {
                            if (waits(progress)) {
                                waiting.complete(progress);
                            }
                        },
                        () -> false));
        waiting.get(30, TimeUnit.SECONDS);

        var second = new IndexBuild(this::openDdl, SHORT, SHORT).apply(UNHEARD, () -> false);
        release(blocker);

        assertThat(second.fault())
                .get()
                .isInstanceOfSatisfying(
                        Fault.Unavailable.class,
                        fault -> assertThat(fault.reason())
                                .contains("being changed by " + APPLICATION, "role postgres", "pid "));
        assertThat(first.get(30, TimeUnit.SECONDS).indexes(Outcome.BUILT)).hasSize(6);
    }

    @Test
    void ofTwoAtOnceExactlyOneBuildsEach() throws Exception {
        var runs = List.of(
                CompletableFuture.supplyAsync(() -> build().apply(UNHEARD, () -> false)),
                CompletableFuture.supplyAsync(() -> build().apply(UNHEARD, () -> false)));
        var built = new ArrayList<String>();
        for (var run : runs) {
            assertThat(run.get(40, TimeUnit.SECONDS).complete()).isTrue();
            built.addAll(run.get().indexes(Outcome.BUILT));
        }

        assertThat(built).hasSize(6).doesNotHaveDuplicates();
        assertThat(history()).hasSize(8);
    }

    @Test
    void aTerminatedBuildIsLookedAtAndCleanedUp() throws Exception {
        holdSnapshot();

        var run = build().apply(
                        progress -> {
                            if (waits(progress)) {
                                execute("SELECT pg_terminate_backend(pid) FROM pg_stat_progress_create_index");
                            }
                        },
                        () -> false);

        assertThat(run.cancelled()).isFalse();
        assertThat(run.indexes(Outcome.FAILED)).containsExactly(FIRST);
        assertThat(run.fault())
                .get()
                .isInstanceOfSatisfying(
                        Fault.MigrationFailed.class,
                        fault -> assertThat(fault.state()).isEqualTo("nothing is left of it on the server"));
        assertThat(invalid()).isEmpty();
        assertThat(history()).hasSize(2).allMatch(row -> row.endsWith(" t"));
    }

    @Test
    void aLostConnectionIsNoFailureWhenTheServerFinishes() throws Exception {
        var blocker = holdSnapshot();
        Map<Integer, Connection> open = new ConcurrentHashMap<>();
        var cut = new AtomicBoolean();
        ConnectionSource source = () -> {
            var connection = openDdl();
            open.put(pid(connection), connection);
            return connection;
        };

        var run = new IndexBuild(source, LONG, LONG)
                .apply(
                        progress -> {
                            if (waits(progress) && !cut.getAndSet(true)) {
                                abort(Objects.requireNonNull(open.get(builder())));
                            } else if (waits(progress)) {
                                release(blocker);
                            }
                        },
                        () -> false);

        assertThat(cut).isTrue();
        assertThat(run.complete()).isTrue();
        assertThat(run.indexes(Outcome.BUILT)).hasSize(6);
        assertThat(history()).hasSize(8);
    }

    @Test
    void aBuildThatIsStillUnderWayElsewhereIsWaitedForAndAdopted() throws Exception {
        var blocker = holdSnapshot();
        var elsewhere = CompletableFuture.runAsync(
                () -> execute(IndexScript.ALL.getFirst().index().sql()));
        awaitSome("SELECT pid FROM pg_stat_progress_create_index WHERE phase = 'waiting for old snapshots'");
        var heard = new CopyOnWriteArrayList<BuildProgress>();
        assertThat(states().getFirst()).isEqualTo(State.BUILDING);

        var run = build().apply(
                        progress -> {
                            heard.add(progress);
                            release(blocker);
                        },
                        () -> false);

        elsewhere.get(30, TimeUnit.SECONDS);
        assertThat(heard.getFirst().waitsFor().orElseThrow()).startsWith("built by pid ");
        assertThat(run.indexes(Outcome.ADOPTED)).containsExactly(FIRST);
    }

    @Test
    void aRoleWithoutRightsIsToldTheStatement() throws Exception {
        role("guest");

        var run = as("guest").apply(UNHEARD, () -> false);

        assertThat(run.fault()).get().isInstanceOfSatisfying(Fault.Denied.class, fault -> {
            assertThat(fault.reason()).contains("role guest does not own table");
            assertThat(fault.remedy()).isEqualTo("GRANT postgres TO guest;");
        });
        assertThat(history()).isEmpty();
    }

    @Test
    void anOwnerWhoMayNotCreateTheExtensionIsToldTheStatement() throws Exception {
        role("owner_only");
        databases().execute(database, "GRANT CREATE ON SCHEMA public TO owner_only");
        for (var table : List.of("workflows", "executions", "audit_logs", "checkpoints")) {
            databases().execute(database, "ALTER TABLE " + table + " OWNER TO owner_only");
        }

        var run = as("owner_only").apply(UNHEARD, () -> false);

        assertThat(run.fault()).get().isInstanceOfSatisfying(Fault.MissingExtension.class, fault -> {
            assertThat(fault.extension()).isEqualTo("pg_trgm");
            assertThat(fault.remedy()).contains("CREATE EXTENSION pg_trgm;", "GRANT CREATE ON DATABASE " + database);
        });
        databases().execute(database, "CREATE EXTENSION pg_trgm");
        assertThat(as("owner_only").apply(UNHEARD, () -> false).indexes(Outcome.BUILT))
                .hasSize(6);
    }

    @Test
    void applyUndoApplyEndsWhereItBegan() throws Exception {
        build().apply(UNHEARD, () -> false);
        var catalog = catalog();
        var history = history();

        var undone = build().undo(UNHEARD, () -> false);
        assertThat(undone.indexes(Outcome.REMOVED)).hasSize(6);
        assertThat(states()).containsOnly(State.MISSING);
        assertThat(history()).hasSize(2);
        assertThat(build().undo(UNHEARD, () -> false).indexes(Outcome.ALREADY_GONE))
                .hasSize(6);
        build().apply(UNHEARD, () -> false);
        assertThat(catalog()).isEqualTo(catalog);
        assertThat(history()).isEqualTo(history);

        var two = List.of(FIRST, "idx_execution_created_at");
        assertThat(build().undo(two, UNHEARD, () -> false).indexes(Outcome.REMOVED))
                .containsExactlyElementsOf(two);
        assertThat(build().apply(UNHEARD, () -> false).indexes(Outcome.BUILT)).containsExactlyElementsOf(two);
        assertThat(catalog()).isEqualTo(catalog);
        assertThat(history()).containsExactlyInAnyOrderElementsOf(history);
    }

    @Test
    void anUnknownNameIsRejected() {
        var run = build().undo(List.of("idx_users"), UNHEARD, () -> false);

        assertThat(run.fault()).get().isInstanceOf(Fault.Rejected.class);
    }

    @Test
    void plansGoFromFullScansToTheIndexes() throws Exception {
        databases().execute(database, "SET default_statistics_target = 100; ANALYZE");
        var plans = new Plans(this::openDdl);
        var before = plans.now();
        assertThat(before).allSatisfy(plan -> assertThat(plan.scan()).contains("Seq Scan on "));
        assertThat(before).noneMatch(IndexPlan::served);

        build().apply(UNHEARD, () -> false);

        assertThat(plans.now()).allSatisfy(plan -> {
            assertThat(plan.served()).as(plan.toString()).isTrue();
            assertThat(plan.scan()).contains("using " + plan.index());
            assertThat(plan.query()).doesNotContain("?");
        });
    }

    private IndexBuild build() {
        return new IndexBuild(this::openDdl, LONG, SHORT);
    }

    private IndexBuild as(String role) {
        return new IndexBuild(() -> databases().open(database, role, APPLICATION), LONG, SHORT);
    }

    private Connection openDdl() throws SQLException {
        return open(APPLICATION);
    }

    private Connection open(String application) throws SQLException {
        return databases().open(database, "postgres", application);
    }

    /// An idle transaction that has read another table: what blocks a concurrent build in its last phase.
    private Connection holdSnapshot() throws SQLException {
        var blocker = open("old reader");
        blocker.setAutoCommit(false);
        blocker.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        query(blocker, "SELECT id FROM users WHERE name = 'secret'");
        blockers.add(blocker);
        return blocker;
    }

    private static boolean waits(BuildProgress progress) {
        return progress.waitsFor().filter(who -> who.contains(" reader")).isPresent();
    }

    private static void query(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void release(Connection blocker) {
        try {
            blocker.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        try {
            databases().execute(database, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int builder() {
        try {
            return Integer.parseInt(databases()
                    .rows(database, "SELECT pid FROM pg_stat_progress_create_index")
                    .getFirst());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int pid(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private void role(String name) throws SQLException {
        databases()
                .execute(
                        database,
                        "DO $$ BEGIN CREATE ROLE " + name + " LOGIN; EXCEPTION WHEN duplicate_object THEN END $$");
    }

    private Flyway plainFlyway(String initSql) {
        var configuration = Flyway.configure()
                .dataSource(new PlainDataSource(this::openDdl))
                .table(History.TABLE)
                .locations("classpath:db/migration")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .initSql(initSql);
        Objects.requireNonNull(configuration.getConfigurationExtension(PostgreSQLConfigurationExtension.class))
                .setTransactionalLock(false);
        return configuration.load();
    }

    private List<State> states() {
        return PerformanceIndexes.state(this::openDdl).stream()
                .map(PerformanceIndex::state)
                .toList();
    }

    private List<String> catalog() throws SQLException {
        return databases()
                .rows(
                        database,
                        "SELECT pg_get_indexdef(indexrelid), indisvalid FROM pg_index JOIN pg_class c ON c.oid = indexrelid"
                                + " WHERE relname LIKE 'idx_%' ORDER BY 1");
    }

    private List<String> history() throws SQLException {
        var exists = databases().rows(database, "SELECT to_regclass('" + History.TABLE + "')");
        return exists.equals(List.of("null")) || exists.getFirst() == null
                ? List.of()
                : databases()
                        .rows(
                                database,
                                "SELECT version, script, checksum, type, success FROM " + History.TABLE
                                        + " ORDER BY version::int");
    }

    private List<String> invalid() throws SQLException {
        return databases().rows(database, "SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid");
    }

    private void awaitNone(String sql) throws Exception {
        await(sql, true);
    }

    private void awaitSome(String sql) throws Exception {
        await(sql, false);
    }

    private void await(String sql, boolean none) throws Exception {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        var rows = databases().rows(database, sql);
        while (rows.isEmpty() != none) {
            assertThat(System.nanoTime()).as(sql + " gives " + rows).isLessThan(deadline);
            Thread.sleep(50);
            rows = databases().rows(database, sql);
        }
    }
}
