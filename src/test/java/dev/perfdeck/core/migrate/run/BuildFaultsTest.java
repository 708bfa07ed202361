package dev.perfdeck.core.migrate.run;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.core.migrate.ConnectionSource;
import dev.perfdeck.core.migrate.Course;
import dev.perfdeck.core.migrate.Databases;
import dev.perfdeck.core.migrate.journal.Journal;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.migration.IndexState;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.MigrationRun;
import dev.perfdeck.model.migration.MigrationRun.Outcome;
import dev.perfdeck.model.migration.MigrationScope;
import dev.perfdeck.model.migration.MigrationScope.Which;
import dev.perfdeck.support.FaultProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is done to a build in each of its phases, and the way out that is offered; on PostgreSQL 18. The index is one
/// on a slow expression, so that each phase lasts until it has been seen. After each, the catalog, Flyway's history and
/// what the procedure says of them agree.
@SuppressWarnings("NullAway.Init") // made in `start`
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BuildFaultsTest {
    private static final String APPLICATION = "perfdeck test ddl";
    private static final MigrationScope FOLDER = new MigrationScope(Which.FOLDER, Optional.empty());
    private static final Course.Told UNHEARD = (_, _, _, _, _, _, _) -> {};

    private static Databases databases;

    private final List<Connection> others = new ArrayList<>();
    private String database;

    @TempDir
    private Path folder;

    @TempDir
    private Path state;

    enum Phase {
        BEFORE_BUILD("waiting for writers before build"),
        BUILDING("building index: scanning table"),
        BEFORE_VALIDATION("waiting for writers before validation"),
        VALIDATING("index validation: scanning table"),
        SNAPSHOTS("waiting for old snapshots");

        private final String words;

        Phase(String words) {
            this.words = words;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        databases = Databases.on18();
    }

    @AfterAll
    static void stop() throws Exception {
        databases.close();
    }

    @BeforeEach
    void fresh() throws Exception {
        database = databases.fresh();
        databases.executeEach(
                database,
                "CREATE TABLE t AS SELECT n FROM generate_series(1, 16) n",
                "CREATE FUNCTION slow(n int) RETURNS int IMMUTABLE LANGUAGE plpgsql"
                        + " AS 'BEGIN PERFORM pg_sleep(0.05); RETURN n; END'");
        Files.writeString(folder.resolve("V1__one.sql"), "CREATE INDEX CONCURRENTLY i1 ON t (slow(n));");
    }

    @AfterEach
    void nobodyIsLeft() throws Exception {
        release();
        until(
                "our sessions are gone",
                () -> rows("SELECT pid FROM pg_stat_activity WHERE application_name = '" + APPLICATION + "'")
                        .isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void aCancelInAnyPhaseLeavesNothing(Phase phase) throws Exception {
        var cancel = new AtomicBoolean();

        var run = during(phase, source(), () -> cancel.set(true), cancel::get);

        assertThat(cancel).isTrue();
        assertThat(run.cancelled()).isTrue();
        assertThat(run.fault()).isEmpty();
        agree(IndexState.State.MISSING, Migration.State.PENDING);
    }

    @ParameterizedTest
    @EnumSource(names = {"BUILDING", "SNAPSHOTS"})
    void whenAllOurSessionsAreEndedTheNextApplyGoesOn(Phase phase) throws Exception {
        var run = during(
                phase,
                source(),
                () -> {
                    databases.execute(
                            database,
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                                    + " AND application_name = '" + APPLICATION + "'");
                    release();
                },
                () -> false);

        assertThat(run.complete()).isFalse();
        agree(IndexState.State.MISSING, Migration.State.PENDING);
        assertThat(apply().complete()).isTrue();
        agree(IndexState.State.VALID, Migration.State.APPLIED);
    }

    @ParameterizedTest
    @EnumSource(names = {"BUILDING", "SNAPSHOTS"})
    void whenTheNetworkIsCutTheServerFinishesAndTheNextApplyRecordsIt(Phase phase) throws Exception {
        var refused = new AtomicInteger();
        try (var proxy = new FaultProxy(databases.port())) {
            ConnectionSource through = () -> {
                if (refused.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new FaultException(new Fault.Unreachable(Source.POSTGRESQL, "here", "refused"));
                }
                return Databases.open(proxy.port(), database, "postgres", APPLICATION);
            };
            var run = during(
                    phase,
                    through,
                    () -> {
                        refused.set(2);
                        proxy.reset();
                        release();
                    },
                    () -> false);

            assertThat(refused).as("it was asked again after a refusal").hasValue(0);
            assertThat(run.fault())
                    .get()
                    .isInstanceOfSatisfying(
                            Fault.MigrationFailed.class,
                            fault -> assertThat(fault.state()).endsWith("but the history does not know"));
            assertThat(run.steps(Outcome.FAILED)).containsExactly("V1 one");
        }
        agree(IndexState.State.VALID, Migration.State.PENDING);
        assertThat(apply().steps(Outcome.ADOPTED)).containsExactly("V1 one");
        agree(IndexState.State.VALID, Migration.State.APPLIED);
    }

    @Test
    void aConsoleKilledBetweenTheBuildAndItsRecordIsSettledByTheNextApply() throws Exception {
        var child = killedAtTheRecord();
        child.destroyForcibly().waitFor();
        databases.execute(
                database,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'perfdeck child'");
        release();
        until(
                "its sessions are gone",
                () -> rows("SELECT pid FROM pg_stat_activity WHERE application_name = 'perfdeck child'")
                        .isEmpty());

        agree(IndexState.State.VALID, Migration.State.PENDING);
        assertThat(own().remark()).isEqualTo("what it builds is there already; apply compares it and only records it");
        assertThat(apply().steps(Outcome.ADOPTED)).containsExactly("V1 one");
        agree(IndexState.State.VALID, Migration.State.APPLIED);
    }

    /// A console that has built the index and waits for the history's table, which somebody else holds.
    private Process killedAtTheRecord() throws Exception {
        Files.writeString(folder.resolve("V0.1__nothing.sql"), "SELECT 1;");
        procedure(source()).apply(new MigrationScope(Which.FOLDER, Optional.of("0.1")), UNHEARD, () -> false);
        hold("LOCK TABLE flyway_schema_history IN EXCLUSIVE MODE");
        var child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConsoleChild.class.getName(),
                        "" + databases.port(),
                        database,
                        folder.toString(),
                        state.resolve("journal.jsonl").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        until(
                "the record waits",
                () -> !rows("SELECT pid FROM pg_stat_activity WHERE application_name = 'perfdeck child'"
                                + " AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO%flyway_schema_history%'")
                        .isEmpty());
        return child;
    }

    @Test
    void whenTheRecordsSessionIsEndedTheIndexStaysAndIsRecordedNextTime() throws Exception {
        Files.writeString(folder.resolve("V0.1__nothing.sql"), "SELECT 1;");
        procedure(source()).apply(new MigrationScope(Which.FOLDER, Optional.of("0.1")), UNHEARD, () -> false);
        hold("LOCK TABLE flyway_schema_history IN EXCLUSIVE MODE");
        var run = CompletableFuture.supplyAsync(this::apply);
        until(
                "the record waits",
                () -> !rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '"
                                + APPLICATION + "' AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO%'")
                        .isEmpty());
        release();

        assertThat(run.get(30, TimeUnit.SECONDS).complete()).isFalse();
        agree(IndexState.State.VALID, Migration.State.PENDING);
        assertThat(apply().steps(Outcome.ADOPTED)).containsExactly("V1 one");
        agree(IndexState.State.VALID, Migration.State.APPLIED);
    }

    @Test
    void aRebuildThatIsCancelledLeavesNoCopy() throws Exception {
        databases.execute(database, "CREATE INDEX i2 ON t (n)");
        Files.writeString(folder.resolve("V1__one.sql"), "REINDEX INDEX CONCURRENTLY i2;");
        hold("SELECT 1 FROM users");
        var cancel = new AtomicBoolean();

        var run = procedure(source())
                .apply(
                        FOLDER,
                        (_, _, _, phase, _, _, _) -> {
                            if (phase.equals(Phase.SNAPSHOTS.words)) {
                                cancel.set(true);
                            } else if (phase.startsWith("removing ")) {
                                release();
                            }
                        },
                        cancel::get);

        assertThat(run.cancelled()).isTrue();
        assertThat(rows("SELECT relname, indisvalid FROM pg_index JOIN pg_class c ON c.oid = indexrelid"
                        + " WHERE indrelid = 't'::regclass"))
                .containsExactly("i2 t");
        assertThat(own().state()).isEqualTo(Migration.State.PENDING);
    }

    // ---- kit

    private interface Deed {
        void run() throws Exception;
    }

    /// Applies the folder and does something once the build is in that phase.
    private MigrationRun during(Phase phase, ConnectionSource source, Deed deed, BooleanSupplier cancelled)
            throws Exception {
        if (phase == Phase.BEFORE_BUILD) {
            hold("UPDATE t SET n = n WHERE n = 1");
        } else if (phase == Phase.SNAPSHOTS) {
            hold("SELECT 1 FROM users");
        }
        var arranged = new AtomicBoolean();
        var done = new AtomicBoolean();
        var run = procedure(source)
                .apply(
                        FOLDER,
                        (_, _, _, heard, _, _, _) -> {
                            if (heard.equals(phase.words) && !done.getAndSet(true)) {
                                just(deed);
                            } else if (heard.equals(Phase.BUILDING.words) && !arranged.getAndSet(true)) {
                                just(() -> arrange(phase));
                            } else if (heard.startsWith("removing ")) {
                                release();
                            }
                        },
                        cancelled);
        assertThat(done).as("it was seen " + phase.words).isTrue();
        release();
        return run;
    }

    /// What has to come while the table is scanned.
    private void arrange(Phase phase) throws SQLException {
        if (phase == Phase.BEFORE_VALIDATION) {
            hold("UPDATE t SET n = n WHERE n = 1");
        } else if (phase == Phase.VALIDATING) {
            databases.execute(database, "INSERT INTO t SELECT n FROM generate_series(17, 40) n");
        }
    }

    private static void just(Deed deed) {
        try {
            deed.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// A transaction of somebody else that stays open, with its snapshot.
    private void hold(String sql) throws SQLException {
        var other = databases.open(database, "postgres", "somebody else");
        others.add(other);
        other.setAutoCommit(false);
        other.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (var statement = other.createStatement()) {
            statement.execute(sql);
        }
    }

    private void release() {
        just(() -> {
            for (var other : others) {
                other.close();
            }
        });
        others.clear();
    }

    private ConnectionSource source() {
        return () -> databases.open(database, "postgres", APPLICATION);
    }

    private Procedure procedure(ConnectionSource source) {
        return new Procedure(
                source,
                source(),
                Optional.of(folder),
                new Journal(state.resolve("journal.jsonl"), "test", "here", "postgres"),
                Duration.ofSeconds(20),
                Retry.DEFAULT,
                Served.NONE);
    }

    private MigrationRun apply() {
        return procedure(source()).apply(FOLDER, UNHEARD, () -> false);
    }

    private List<String> rows(String sql) throws SQLException {
        return databases.rows(database, sql);
    }

    /// The migration that builds.
    private Migration own() {
        return procedure(source()).look().migrations().stream()
                .filter(it -> it.title().equals("V1 one"))
                .findFirst()
                .orElseThrow();
    }

    /// Catalog, history and what the procedure says tell the same.
    private void agree(IndexState.State index, Migration.State migration) throws SQLException {
        var picture = procedure(source()).look();
        assertThat(picture.unsettled()).isEmpty();
        assertThat(picture.indexes().getFirst().state()).isEqualTo(index);
        assertThat(own().state()).isEqualTo(migration);
        assertThat(rows("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('i1')"))
                .isEqualTo(index == IndexState.State.VALID ? List.of("t") : List.of());
        var recorded = rows("SELECT to_regclass('flyway_schema_history')").equals(List.of("null"))
                ? List.of()
                : rows("SELECT success FROM flyway_schema_history WHERE version = '1'");
        assertThat(recorded).isEqualTo(migration == Migration.State.APPLIED ? List.of("t") : List.of());
    }
}
