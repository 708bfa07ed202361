package dev.perfdeck.core.migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.core.migrate.Course;
import dev.perfdeck.core.migrate.Databases;
import dev.perfdeck.core.migrate.journal.Journal;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.migration.IndexState;
import dev.perfdeck.model.migration.JournalEntry;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.MigrationPlan;
import dev.perfdeck.model.migration.MigrationRun;
import dev.perfdeck.model.migration.MigrationRun.Outcome;
import dev.perfdeck.model.migration.MigrationScope;
import dev.perfdeck.model.migration.MigrationScope.Which;
import dev.perfdeck.model.migration.PreflightItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/// What must hold of a user's folder of migrations on every PostgreSQL. After each test the catalog, Flyway's history
/// and what the procedure says of them agree.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ProcedureContract {
    private static final String APPLICATION = "perfdeck test ddl";
    private static final Course.Told UNHEARD = (_, _, _, _, _, _, _) -> {};
    private static final MigrationScope FOLDER = new MigrationScope(Which.FOLDER, Optional.empty());

    private final List<Connection> blockers = new ArrayList<>();
    private String database = "";
    private Path journalFile = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    abstract Databases databases();

    @BeforeEach
    void freshDatabase(@TempDir Path state) throws SQLException {
        database = databases().fresh();
        journalFile = state.resolve("journal.jsonl");
    }

    @AfterEach
    void allAgree() throws Exception {
        for (var blocker : blockers) {
            blocker.close();
        }
        awaitNone("SELECT pid FROM pg_locks WHERE locktype = 'advisory'");
        awaitNone("SELECT pid, query FROM pg_stat_activity WHERE datname = '" + database + "' AND application_name = '"
                + APPLICATION + "'");
        var picture = procedure().look();
        var invalid = databases()
                .rows(
                        database,
                        "SELECT relname FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE NOT indisvalid AND relkind = 'i'"
                                + " ORDER BY 1");
        assertThat(picture.indexes().stream()
                        .filter(index -> index.state() == IndexState.State.INVALID)
                        .map(IndexState::name)
                        .sorted())
                .containsExactlyElementsOf(invalid);
        assertThat(picture.migrations().stream()
                        .filter(it -> it.origin() == Migration.Origin.FOLDER)
                        .filter(it -> it.state() == Migration.State.APPLIED
                                || it.state() == Migration.State.CHANGED
                                || it.state() == Migration.State.MISSING
                                || it.state() == Migration.State.BROKEN)
                        .map(Migration::version)
                        .sorted())
                .containsExactlyElementsOf(recorded());
    }

    private List<String> recorded() throws SQLException {
        return history().stream()
                .filter(row -> row.endsWith(" t") && !row.startsWith("0 "))
                .map(row -> row.substring(0, row.indexOf(' ')).replace("-", ""))
                .sorted()
                .toList();
    }

    @Test
    void appliesVersionedThenRepeatableAndPlainFlywayAgrees() throws Exception {
        file(
                "V1__table.sql",
                "CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, total numeric);\n"
                        + "INSERT INTO orders SELECT n, n % 10, n FROM generate_series(1, 1000) n;");
        file(
                "V2__by_customer.sql",
                "\uFEFF-- words; with a semicolon\r\nCREATE INDEX CONCURRENTLY orders_customer ON orders (customer);\r\n");
        file(
                "V2.1__function.sql",
                "CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql AS $$ SELECT n * 2; $$;\n"
                        + "CREATE FUNCTION thrice(n int) RETURNS int LANGUAGE plpgsql AS $f$ BEGIN RETURN n * 3; END $f$");
        file("sub/V10__later.sql", "ALTER TABLE orders ADD COLUMN note text;");
        file(
                "R__view.sql",
                "CREATE OR REPLACE VIEW totals AS SELECT customer, sum(total) FROM ${table} GROUP BY customer;");
        file("flyway.conf", "flyway.placeholders.table=orders\n");

        var run = apply();

        assertThat(run.fault()).isEmpty();
        assertThat(run.steps(Outcome.APPLIED))
                .containsExactly("V1 table", "V2 by customer", "V2.1 function", "V10 later", "R view");
        assertThat(states()).containsOnly(Migration.State.APPLIED);
        assertThat(procedure().look().indexes().getFirst().state()).isEqualTo(IndexState.State.VALID);
        var flyway = plainFlyway();
        assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
        assertThat(flyway.info().pending()).isEmpty();
        assertThat(apply().steps()).isEmpty();

        file(
                "R__view.sql",
                "CREATE OR REPLACE VIEW totals AS SELECT customer, max(total) FROM ${table} GROUP BY customer;");
        assertThat(plan().pending()).hasSize(1);
        assertThat(apply().fault())
                .get()
                .extracting(Fault::summary)
                .asString()
                .contains("cannot change name of view column");
    }

    @Test
    void toIsUpToAndIncludingAndUndoIsDownToAndExcluding() throws Exception {
        file("V1__one.sql", "CREATE INDEX CONCURRENTLY i1 ON workflows (name);");
        file("V2__two.sql", "CREATE TABLE two (id int);");
        file("U2__two.sql", "DROP TABLE two;");
        file("V3__three.sql", "CREATE INDEX CONCURRENTLY i3 ON workflows (created_at);");
        file("R__later.sql", "SELECT 1;");

        var run = procedure().apply(to("2"), UNHEARD, () -> false);
        assertThat(run.steps(Outcome.APPLIED)).containsExactly("V1 one", "V2 two");
        assertThat(apply().steps(Outcome.APPLIED)).containsExactly("V3 three", "R later");

        assertThat(procedure().undo(FOLDER, UNHEARD, () -> false).steps(Outcome.UNDONE))
                .containsExactly("V3 three");
        var undone = procedure().undo(to("0"), UNHEARD, () -> false);
        assertThat(undone.steps(Outcome.UNDONE)).containsExactly("V2 two", "V1 one");
        assertThat(databases().rows(database, "SELECT to_regclass('two'), to_regclass('i1'), to_regclass('i3')"))
                .containsExactly("null null null");
        assertThat(procedure().apply(to("7"), UNHEARD, () -> false).fault())
                .get()
                .isInstanceOf(Fault.Rejected.class);
        assertThat(apply().steps(Outcome.APPLIED)).hasSize(3);
    }

    @Test
    void whatCannotBeUndoneIsRefusedBeforeAnythingIsTakenBack() throws Exception {
        file("V1__one.sql", "CREATE TABLE one (id int);");
        file("V2__two.sql", "CREATE INDEX CONCURRENTLY i2 ON one (id);");
        apply();

        var run = procedure().undo(to("0"), UNHEARD, () -> false);

        assertThat(run.fault()).get().extracting(Fault::summary).asString().contains("V1 one", "no undo");
        assertThat(databases().rows(database, "SELECT to_regclass('i2')")).containsExactly("i2");
    }

    @Test
    void aDuplicateUnderAUniqueIndexLeavesNothing() throws Exception {
        databases().execute(database, "CREATE TABLE t AS SELECT n / 2 AS n FROM generate_series(1, 100) n");
        file("V1__unique.sql", "CREATE UNIQUE INDEX CONCURRENTLY t_n ON t (n);");

        var run = apply();

        assertThat(run.complete()).isFalse();
        assertThat(databases().rows(database, "SELECT to_regclass('t_n')")).containsExactly("null");
        assertThat(states()).containsExactly(Migration.State.PENDING);
        databases().execute(database, "DELETE FROM t a USING t b WHERE a.n = b.n AND a.ctid > b.ctid");
        assertThat(apply().complete()).isTrue();
    }

    @Test
    void ifNotExistsOverAnInvalidIndexIsNoSuccess() throws Exception {
        invalid("CREATE INDEX CONCURRENTLY i1 ON workflows (name)");
        file("V1__one.sql", "CREATE INDEX CONCURRENTLY IF NOT EXISTS i1 ON workflows (name);");

        assertThat(apply().complete()).isTrue();

        assertThat(procedure().look().indexes().getFirst().state()).isEqualTo(IndexState.State.VALID);
    }

    @Test
    void whatPlainFlywayRecordedOverAnInvalidIndexIsFoundAndRepaired() throws Exception {
        invalid("CREATE INDEX CONCURRENTLY i1 ON workflows (name)");
        file("V1__one.sql", "CREATE INDEX CONCURRENTLY IF NOT EXISTS i1 ON workflows (name);");
        plainFlyway().migrate();
        assertThat(history()).contains("1 one SQL t");
        assertThat(states()).containsExactly(Migration.State.BROKEN);
        assertThat(procedure().verify().problems()).anyMatch(problem -> problem.contains("i1"));
        assertThat(apply().complete()).isFalse();

        var run = procedure().repair(UNHEARD, () -> false);

        assertThat(run.complete()).isTrue();
        assertThat(states()).containsExactly(Migration.State.APPLIED);
        assertThat(procedure().verify().good()).isTrue();
    }

    @Test
    void whatPlainFlywayLeftFailedIsRepairedTogetherWithItsIndex() throws Exception {
        databases().execute(database, "CREATE TABLE t AS SELECT 1 AS n FROM generate_series(1, 3)");
        file("V1__unique.sql", "CREATE UNIQUE INDEX CONCURRENTLY t_n ON t (n);");
        try {
            plainFlyway().migrate();
        } catch (RuntimeException expected) {
            assertThat(expected).hasMessageContaining("could not create unique index");
        }
        assertThat(states()).containsExactly(Migration.State.FAILED);

        assertThat(apply().fault()).get().extracting(Fault::summary).asString().contains("failed before");
        assertThat(procedure().repair(UNHEARD, () -> false).steps(Outcome.REPAIRED))
                .containsExactly("V1 unique");

        assertThat(states()).containsExactly(Migration.State.PENDING);
        assertThat(databases().rows(database, "SELECT to_regclass('t_n')")).containsExactly("null");
        databases().execute(database, "DELETE FROM t; INSERT INTO t VALUES (1)");
        assertThat(apply().complete()).isTrue();
    }

    @Test
    void cancelWhileAnOldSnapshotStallsTheBuildLeavesNothing() throws Exception {
        holdSnapshot();
        file("V1__one.sql", "CREATE INDEX CONCURRENTLY i1 ON workflows (name);");
        var cancel = new AtomicBoolean();
        var named = new CopyOnWriteArrayList<Integer>();

        var run = procedure()
                .apply(
                        FOLDER,
                        (_, _, _, _, _, _, blocker) -> blocker.ifPresent(found -> {
                            named.add(found.pid());
                            cancel.set(true);
                        }),
                        cancel::get);

        assertThat(run.cancelled()).isTrue();
        assertThat(named).contains(pid(blockers.getFirst()));
        assertThat(states()).containsExactly(Migration.State.PENDING);
        assertThat(databases().rows(database, "SELECT to_regclass('i1')")).containsExactly("null");
        assertThat(journal().entries())
                .extracting(JournalEntry::outcome)
                .containsExactly(JournalEntry.Outcome.BEGUN, JournalEntry.Outcome.CANCELLED);
    }

    @Test
    void mixedScriptsAreRefusedBeforeAnythingRuns() throws Exception {
        file("V1__fine.sql", "CREATE TABLE fine (id int);");
        file(
                "V2__mixed.sql",
                "ALTER TABLE workflows ADD COLUMN x int;\nCREATE INDEX CONCURRENTLY i1 ON workflows (x);");

        var run = apply();

        assertThat(run.fault()).get().satisfies(fault -> {
            assertThat(fault.summary()).contains("V2__mixed.sql line 2", "line 1");
            assertThat(fault.remedy()).contains("executeInTransaction=false");
        });
        assertThat(databases().rows(database, "SELECT to_regclass('fine')")).containsExactly("null");
        assertThat(plan().pending().get(1).refusal()).isPresent();

        file("V2__mixed.sql.conf", "executeInTransaction=false");
        assertThat(apply().complete()).isTrue();
    }

    @Test
    void aHalfDoneScriptIsRecordedAsFailedAndRepaired() throws Exception {
        file("V1__half.sql", "CREATE TABLE half (id int);\nCREATE INDEX CONCURRENTLY i1 ON half (nothing);");
        file("V1__half.sql.conf", "executeInTransaction=false");

        var run = apply();

        assertThat(run.fault()).get().extracting(Fault::summary).asString().contains("nothing");
        assertThat(history()).contains("1 half SQL f");
        assertThat(states()).containsExactly(Migration.State.FAILED);
        procedure().repair(UNHEARD, () -> false);
        assertThat(states()).containsExactly(Migration.State.PENDING);
    }

    @Test
    void reindexAndDetachConcurrentlyRunOutsideATransaction() throws Exception {
        databases()
                .execute(
                        database,
                        "CREATE TABLE p (id int, at date) PARTITION BY RANGE (at);"
                                + "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');"
                                + "CREATE INDEX w_name ON workflows (name)");
        file("V1__reindex.sql", "SET maintenance_work_mem = '32MB';\nREINDEX INDEX CONCURRENTLY w_name;");
        file("V2__detach.sql", "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY;");

        assertThat(plan().pending()).noneMatch(planned -> planned.transactional());
        assertThat(apply().fault()).isEmpty();

        assertThat(states()).containsOnly(Migration.State.APPLIED);
    }

    @Test
    void aBrokenScriptIsRolledBackWhole() throws Exception {
        file("V1__broken.sql", "CREATE TABLE broken (id int);\nSELEC 1;");

        var run = apply();

        assertThat(run.fault())
                .get()
                .extracting(Fault::summary)
                .asString()
                .contains("syntax error", "nothing of it was done");
        assertThat(databases().rows(database, "SELECT to_regclass('broken')")).containsExactly("null");
        assertThat(states()).containsExactly(Migration.State.PENDING);
    }

    @Test
    void aStrongLockIsAskedForShortlyAndAgain() throws Exception {
        var reader = open("reader");
        reader.setAutoCommit(false);
        query(reader, "SELECT count(*) FROM workflows");
        blockers.add(reader);
        file("V1__column.sql", "ALTER TABLE workflows ADD COLUMN note text;");
        var tries = new CopyOnWriteArrayList<String>();

        var run = procedure()
                .apply(
                        FOLDER,
                        (_, _, _, phase, _, _, _) -> {
                            if (phase.startsWith("waiting for a lock")) {
                                tries.add(phase);
                                release(reader);
                            }
                        },
                        () -> false);

        assertThat(run.complete()).isTrue();
        assertThat(tries).containsExactly("waiting for a lock, try 2");
    }

    @Test
    void driftIsToldAndNeverBlessed() throws Exception {
        file("V1__one.sql", "CREATE TABLE one (id int);");
        apply();
        file("V1__one.sql", "CREATE TABLE one (id bigint);");

        assertThat(states()).containsExactly(Migration.State.CHANGED);
        assertThat(apply().fault())
                .get()
                .extracting(Fault::summary)
                .asString()
                .contains("changed since it was applied");
        procedure().repair(UNHEARD, () -> false);
        assertThat(states()).containsExactly(Migration.State.CHANGED);
        Files.delete(folder.resolve("V1__one.sql"));
        assertThat(states()).containsExactly(Migration.State.MISSING);
    }

    @Test
    void ofTwoConsolesExactlyOneAppliesEach() throws Exception {
        for (int i = 1; i <= 6; i++) {
            file("V" + i + "__t.sql", "CREATE TABLE t" + i + " (id int);");
        }
        var runs = List.of(CompletableFuture.supplyAsync(this::apply), CompletableFuture.supplyAsync(this::apply));
        var applied = new ArrayList<String>();
        for (var run : runs) {
            var ended = run.get(40, TimeUnit.SECONDS);
            assertThat(ended.fault()).isEmpty();
            applied.addAll(ended.steps(Outcome.APPLIED));
        }
        assertThat(applied).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void aConsoleThatDiedIsSettledByWhatStands() throws Exception {
        file("V1__one.sql", "CREATE INDEX CONCURRENTLY i1 ON workflows (name);");
        Files.createDirectories(journalFile.getParent());
        Files.writeString(
                journalFile,
                "{\"at\":\"2026-01-01T00:00:00Z\",\"run\":\"1.5\",\"environment\":\"test\",\"server\":\"here\",\"system_user\":\"u\","
                        + "\"role\":\"r\",\"verb\":\"apply\",\"step\":\"V1 one\",\"outcome\":\"begun\",\"duration_ms\":0,\"detail\":\"\",\"sql\":\"\"}\n");
        databases().execute(database, "CREATE INDEX i1 ON workflows (name)"); // what the server went on to finish

        var open = procedure().look().unsettled();
        assertThat(open).hasSize(1);
        assertThat(open.getFirst().stands()).isEqualTo("i1 is valid; the history has it as not applied");
        assertThat(apply().steps(Outcome.ADOPTED)).containsExactly("V1 one");
        assertThat(procedure().look().unsettled()).isEmpty();
    }

    @Test
    void ofTwoHundredMigrationsThoseAskedForAreApplied() throws Exception {
        for (int i = 1; i <= 200; i++) {
            file("V" + i + "__step_" + i + ".sql", "SELECT " + i + ";");
        }
        assertThat(plan().pending()).hasSize(200);
        assertThat(procedure().apply(to("20"), UNHEARD, () -> false).steps(Outcome.APPLIED))
                .hasSize(20);
        assertThat(plan().pending()).hasSize(180);
    }

    @Test
    void copyAndSavepointsWork() throws Exception {
        file(
                "V1__data.sql",
                "CREATE TABLE d (id int, w text);\nCOPY d FROM STDIN;\n1\tone; two\n2\t\\N\n\\.\nSAVEPOINT a;\nDELETE FROM d;\nROLLBACK TO a;");
        assertThat(apply().fault()).isEmpty();
        assertThat(databases().rows(database, "SELECT w FROM d WHERE id = 1")).containsExactly("one; two");
    }

    @Test
    void theJournalHoldsNoPasswordAndIsTheOwnersOnly() throws Exception {
        file(
                "V1__role.sql",
                "DO $$ BEGIN CREATE ROLE someone PASSWORD 'hunter2'; EXCEPTION WHEN duplicate_object THEN END $$;");
        apply();
        assertThat(Files.readString(journalFile))
                .contains("CREATE ROLE someone")
                .doesNotContain("hunter2");
        assertThat(Files.getPosixFilePermissions(journalFile)).hasSize(2);
    }

    @Test
    void preflightNamesWhoStallsABuildAndHowLong() throws Exception {
        holdSnapshot();
        file("V1__one.sql", "CREATE INDEX CONCURRENTLY i1 ON workflows (name);");
        awaitSome(
                "SELECT 1 FROM pg_stat_activity WHERE backend_xmin IS NOT NULL AND xact_start < clock_timestamp() - interval '5 s'"
                        + " AND application_name = 'old reader'");

        var preflight = procedure().preflight(FOLDER);

        assertThat(preflight.clear()).isTrue();
        assertThat(preflight.items()).anySatisfy(item -> {
            assertThat(item.check()).isEqualTo("old-snapshot");
            assertThat(item.ownerPid()).isEqualTo(pid(blockers.getFirst()));
            assertThat(item.what()).contains("old reader", "role postgres", "idle in transaction");
            assertThat(item.remedy()).isEqualTo("SELECT pg_terminate_backend(" + item.ownerPid() + ");");
        });
    }

    @Test
    void preflightBlocksWhatCannotSucceed() throws Exception {
        databases()
                .execute(
                        database,
                        "CREATE TABLE t AS SELECT n / 2 AS n, n AS m FROM generate_series(1, 9) n;"
                                + "CREATE TABLE p (id int) PARTITION BY RANGE (id);"
                                + "CREATE INDEX t_m ON t (m, n)");
        file("V1__unique.sql", "CREATE UNIQUE INDEX CONCURRENTLY t_n ON t (n);");
        file("V2__parent.sql", "CREATE INDEX CONCURRENTLY p_id ON p (id);");
        file("V3__needless.sql", "CREATE INDEX CONCURRENTLY t_m2 ON t (m);");

        var preflight = procedure().preflight(FOLDER);

        assertThat(preflight.items())
                .extracting(PreflightItem::check)
                .containsExactlyInAnyOrder("duplicates", "partitioned", "covering-index");
        assertThat(preflight.blocking()).hasSize(2);
        assertThat(apply().fault()).isPresent();
        assertThat(history()).isEmpty();
    }

    @Test
    void partitionsAreBuiltOneByOneAndAttached() throws Exception {
        databases()
                .execute(
                        database,
                        "CREATE TABLE p (id int) PARTITION BY RANGE (id);"
                                + "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);"
                                + "CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20)");
        file("V1__parent.sql", "CREATE INDEX p_id ON ONLY p (id);");
        file("V2__parts.sql", "CREATE INDEX CONCURRENTLY p1_i ON p1 (id);\nCREATE INDEX CONCURRENTLY p2_i ON p2 (id);");
        file("V3__attach.sql", "ALTER INDEX p_id ATTACH PARTITION p1_i;\nALTER INDEX p_id ATTACH PARTITION p2_i;");

        assertThat(apply().fault()).isEmpty();

        assertThat(databases().rows(database, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'p_id'::regclass"))
                .containsExactly("t");
    }

    @Test
    void aRoleWithoutRightsIsToldTheStatement() throws Exception {
        databases()
                .execute(database, "DO $$ BEGIN CREATE ROLE guest LOGIN; EXCEPTION WHEN duplicate_object THEN END $$");
        file("V1__one.sql", "CREATE INDEX CONCURRENTLY i1 ON workflows (name);");
        var guest = new Procedure(
                () -> databases().open(database, "guest", APPLICATION),
                () -> databases().open(database, "guest", APPLICATION),
                Optional.of(folder),
                journal(),
                Served.NONE);

        assertThat(guest.apply(FOLDER, UNHEARD, () -> false).fault())
                .get()
                .isInstanceOfSatisfying(
                        Fault.Denied.class, fault -> assertThat(fault.remedy()).startsWith("GRANT "));
        assertThat(history()).isEmpty();
    }

    @Test
    void writersLoseNothingWhileAllIsBuilt() throws Exception {
        file("V1__one.sql", "CREATE INDEX CONCURRENTLY i1 ON audit_logs (user_id);");
        file("V2__column.sql", "ALTER TABLE audit_logs ADD COLUMN note text;");
        databases().execute(database, "CREATE TABLE written (n bigint)");
        var stop = new AtomicBoolean();
        var writers = new ArrayList<CompletableFuture<Integer>>();
        for (int i = 0; i < 3; i++) {
            writers.add(CompletableFuture.supplyAsync(() -> write(stop)));
        }

        var run = procedure().apply(MigrationScope.all(), UNHEARD, () -> false);
        stop.set(true);

        assertThat(run.fault()).isEmpty();
        assertThat(run.steps(Outcome.APPLIED)).hasSize(8);
        var acknowledged = 0;
        for (var writer : writers) {
            acknowledged += writer.get(20, TimeUnit.SECONDS);
        }
        assertThat(databases().rows(database, "SELECT count(*) FROM written")).containsExactly("" + acknowledged);
        assertThat(procedure().verify().good()).isTrue();
    }

    /// Rows acknowledged; a write that fails ends the test.
    private int write(AtomicBoolean stop) {
        var done = 0;
        try (var connection = open("writer")) {
            while (!stop.get()) {
                query(connection, "UPDATE workflows SET name = name WHERE id = " + (done % 50 + 1));
                query(connection, "INSERT INTO written VALUES (1)");
                done++;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return done;
    }

    // ---- kit

    String database() {
        return database;
    }

    Procedure procedure() {
        return new Procedure(
                () -> open(APPLICATION),
                () -> open(APPLICATION),
                Optional.of(folder),
                journal(),
                Duration.ofSeconds(20),
                new Retry(Duration.ofMillis(300), Duration.ofMillis(50), 20),
                Served.NONE);
    }

    private Journal journal() {
        return new Journal(journalFile, "test", "here", "postgres");
    }

    private MigrationRun apply() {
        return procedure().apply(FOLDER, UNHEARD, () -> false);
    }

    private MigrationPlan plan() {
        return procedure().plan(FOLDER);
    }

    private static MigrationScope to(String version) {
        return new MigrationScope(Which.FOLDER, Optional.of(version));
    }

    private List<Migration.State> states() {
        return procedure().look().migrations().stream()
                .filter(it -> it.origin() == Migration.Origin.FOLDER)
                .map(Migration::state)
                .toList();
    }

    void file(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    private Connection open(String application) throws SQLException {
        return databases().open(database, "postgres", application);
    }

    private void holdSnapshot() throws SQLException {
        var blocker = open("old reader");
        blocker.setAutoCommit(false);
        blocker.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        query(blocker, "SELECT 1 FROM users");
        blockers.add(blocker);
    }

    /// Leaves an invalid index, as a build does that an old snapshot and a short limit end.
    private void invalid(String sql) throws SQLException {
        holdSnapshot();
        try (var connection = open("hasty")) {
            query(connection, "SET lock_timeout = '100ms'");
            query(connection, sql);
        } catch (SQLException expected) {
            assertThat(expected.getMessage()).contains("lock timeout");
        }
        release(blockers.removeLast());
    }

    private static void query(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void release(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int pid(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    private Flyway plainFlyway() {
        var url = "";
        try (var connection = open("x")) {
            url = connection.getMetaData().getURL();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var configuration = Flyway.configure()
                .dataSource(url, "postgres", "")
                .locations("filesystem:" + folder)
                .placeholders(java.util.Map.of("table", "orders"))
                .baselineOnMigrate(true)
                .baselineVersion("0");
        Objects.requireNonNull(configuration.getConfigurationExtension(PostgreSQLConfigurationExtension.class))
                .setTransactionalLock(false);
        return configuration.load();
    }

    private List<String> history() throws SQLException {
        var exists = databases().rows(database, "SELECT to_regclass('flyway_schema_history')");
        return exists.equals(List.of("null"))
                ? List.of()
                : databases()
                        .rows(
                                database,
                                "SELECT coalesce(version, '-'), description, type, success FROM flyway_schema_history ORDER BY installed_rank");
    }

    private void awaitSome(String sql) throws Exception {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (databases().rows(database, sql).isEmpty()) {
            assertThat(System.nanoTime()).as(sql).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private void awaitNone(String sql) throws Exception {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        var rows = databases().rows(database, sql);
        while (!rows.isEmpty()) {
            assertThat(System.nanoTime()).as(sql + " gives " + rows).isLessThan(deadline);
            Thread.sleep(50);
            rows = databases().rows(database, sql);
        }
    }
}
