package dev.perfdeck.core.migrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perfdeck.core.migrate.ConnectionSource;
import dev.perfdeck.core.migrate.Course;
import dev.perfdeck.core.migrate.Databases;
import dev.perfdeck.core.migrate.PackagedPostgres;
import dev.perfdeck.core.migrate.journal.Journal;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.migration.IndexState;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.MigrationRun;
import dev.perfdeck.model.migration.MigrationRun.Outcome;
import dev.perfdeck.model.migration.MigrationScope;
import dev.perfdeck.model.migration.MigrationScope.Which;
import dev.perfdeck.support.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a migration when something dies under it; on the packaged PostgreSQL.
@EnabledIf("installed")
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MigrationFaultsTest {
    private static final Course.Told UNHEARD = (_, _, _, _, _, _, _) -> {};
    private static final MigrationScope FOLDER = new MigrationScope(Which.FOLDER, Optional.empty());
    private static @Nullable PackagedPostgres server;
    private static @Nullable Databases databases;

    private String database = "";

    @TempDir
    private Path folder = Path.of("");

    @TempDir
    private Path state = Path.of("");

    static boolean installed() {
        return Files.isExecutable(PackagedPostgres.BIN.resolve("postgres"));
    }

    @BeforeAll
    static void start() throws Exception {
        server = new PackagedPostgres();
        databases = new Databases(server.port());
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void fresh() throws Exception {
        database = databases().fresh();
        Files.writeString(folder.resolve("V1__one.sql"), "CREATE INDEX CONCURRENTLY i1 ON workflows (name);");
    }

    @Test
    void aKilledConsoleIsSettledAtTheNextStart() throws Exception {
        var blocker = holdSnapshot();
        var child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConsoleChild.class.getName(),
                        "" + port(),
                        database,
                        folder.toString(),
                        journal().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await("SELECT 1 FROM pg_stat_progress_create_index WHERE phase = 'waiting for old snapshots'");
        child.destroyForcibly().waitFor();

        var unsettled = procedure().look().unsettled();
        assertThat(unsettled).hasSize(1);
        assertThat(unsettled.getFirst().stands()).startsWith("i1 is building (pid ");
        assertThat(unsettled.getFirst().wayOn()).contains("still building");
        blocker.close();

        assertThat(apply().steps(Outcome.ADOPTED)).containsExactly("V1 one");
        agrees(IndexState.State.VALID, Migration.State.APPLIED);
    }

    @Test
    void aCrashedServerLeavesAnInvalidIndexThatTheOfferedWayRemoves() throws Exception {
        var blocker = holdSnapshot();
        var killed = new AtomicBoolean();

        var run = procedure()
                .apply(
                        FOLDER,
                        (_, _, _, phase, _, _, _) -> {
                            if (phase.equals("waiting for old snapshots") && !killed.getAndSet(true)) {
                                kill();
                            }
                        },
                        () -> false);
        blocker.close();

        assertThat(killed).isTrue();
        assertThat(run.complete()).isFalse();
        databases().awaitServer();
        var picture = procedure().look();
        assertThat(picture.migrations().getFirst().state()).isEqualTo(Migration.State.PENDING);
        procedure().repair(UNHEARD, () -> false);
        assertThat(apply().complete()).isTrue();
        agrees(IndexState.State.VALID, Migration.State.APPLIED);
    }

    @Test
    void aFullDiskLeavesNothing() throws Exception {
        var place = Files.createTempDirectory("perfdeck-full");
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may mount a small tmpfs");
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place.toString()) == 0,
                "no tmpfs can be mounted");
        try {
            run("chown", "postgres", place.toString());
            databases().executeEach(database, "CREATE TABLESPACE small LOCATION '" + place + "'");
            databases()
                    .execute(
                            database,
                            "CREATE TABLE wide AS SELECT n, repeat(md5(n::text), 4) AS w FROM generate_series(1, 40000) n");
            Files.writeString(
                    folder.resolve("V1__one.sql"), "CREATE INDEX CONCURRENTLY i1 ON wide (w) TABLESPACE small;");

            var run = apply();

            assertThat(run.fault()).get().isInstanceOfSatisfying(Fault.MigrationFailed.class, fault -> {
                assertThat(fault.reason()).contains("No space left on device");
                assertThat(fault.remedy()).contains("Free disk space");
                assertThat(fault.state()).isEqualTo("nothing is left of it on the server");
            });
            agrees(IndexState.State.MISSING, Migration.State.PENDING);
            databases().execute(database, "DROP TABLE wide");
            databases().executeEach(database, "DROP TABLESPACE small");
        } finally {
            run("umount", "-l", place.toString());
            Files.deleteIfExists(place);
        }
    }

    @Test
    void aPoolerIsFineInSessionModeAndRefusedInTransactionMode() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/pgbouncer")), "pgbouncer is not installed");
        for (var mode : List.of("transaction", "session")) {
            var port = Servers.freePort();
            var bouncer = bouncer(mode, port);
            try {
                ConnectionSource through = () -> DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?prepareThreshold=0", properties());
                awaitLogin(through);
                var procedure = procedure(through);
                if (mode.equals("session")) {
                    assertThat(procedure.apply(FOLDER, UNHEARD, () -> false).fault())
                            .isEmpty();
                } else {
                    var builtIn = new MigrationScope(Which.BUILT_IN, Optional.empty());
                    assertThat(List.of(
                                    procedure.apply(FOLDER, UNHEARD, () -> false),
                                    procedure.apply(builtIn, UNHEARD, () -> false),
                                    procedure.undo(FOLDER, UNHEARD, () -> false),
                                    procedure.undo(builtIn, UNHEARD, () -> false),
                                    procedure.repair(UNHEARD, () -> false)))
                            .allSatisfy(run -> assertThat(run.fault())
                                    .get()
                                    .extracting(Fault::summary)
                                    .asString()
                                    .contains("transaction mode"));
                    assertThat(databases().rows(database, "SELECT pid FROM pg_locks WHERE locktype = 'advisory'"))
                            .as("no lock is left with a session that others are lent")
                            .isEmpty();
                    agrees(IndexState.State.MISSING, Migration.State.PENDING);
                }
            } finally {
                bouncer.destroy();
                bouncer.waitFor();
            }
        }
        agrees(IndexState.State.VALID, Migration.State.APPLIED);
    }

    private Process bouncer(String mode, int port) throws Exception {
        var users = Files.writeString(state.resolve("users.txt"), "\"postgres\" \"\"\n");
        var ini = Files.writeString(
                state.resolve("bouncer-" + mode + ".ini"),
                "[databases]\n* = host=127.0.0.1 port=" + port()
                        + "\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = " + port
                        + "\nauth_type = trust\nauth_file = " + users + "\npool_mode = " + mode
                        + "\nunix_socket_dir =\nignore_startup_parameters = extra_float_digits,options\nserver_lifetime = 3600\n");
        for (var file : List.of(users, ini)) {
            run("chmod", "644", file.toString());
        }
        run("chmod", "755", state.toString());
        var command = "root".equals(System.getProperty("user.name"))
                ? List.of(
                        "setpriv",
                        "--reuid=postgres",
                        "--regid=postgres",
                        "--clear-groups",
                        "/usr/sbin/pgbouncer",
                        ini.toString())
                : List.of("/usr/sbin/pgbouncer", ini.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static Properties properties() {
        var properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("ApplicationName", "perfdeck through");
        return properties;
    }

    private static void awaitLogin(ConnectionSource source) throws Exception {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            try (var connection = source.open()) {
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    // ---- kit

    private static Databases databases() {
        return Objects.requireNonNull(databases);
    }

    private static int port() {
        return Objects.requireNonNull(server).port();
    }

    private Path journal() {
        return state.resolve("journal.jsonl");
    }

    private Procedure procedure() {
        return procedure(() -> databases().open(database, "postgres", "perfdeck test ddl"));
    }

    private Procedure procedure(ConnectionSource source) {
        return new Procedure(
                source,
                source,
                Optional.of(folder),
                new Journal(journal(), "test", "here", "postgres"),
                Duration.ofSeconds(20),
                Retry.DEFAULT,
                Served.NONE);
    }

    private MigrationRun apply() {
        return procedure().apply(FOLDER, UNHEARD, () -> false);
    }

    /// Catalog, history and the picture tell the same.
    private void agrees(IndexState.State index, Migration.State migration) throws SQLException {
        var picture = procedure().look();
        assertThat(picture.indexes().getFirst().state()).isEqualTo(index);
        assertThat(picture.migrations().getFirst().state()).isEqualTo(migration);
        assertThat(picture.unsettled()).isEmpty();
        assertThat(databases().rows(database, "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('i1')"))
                .isEqualTo(index == IndexState.State.VALID ? List.of("t") : List.of());
    }

    private Connection holdSnapshot() throws SQLException {
        var blocker = databases().open(database, "postgres", "old reader");
        blocker.setAutoCommit(false);
        blocker.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (var statement = blocker.createStatement()) {
            statement.execute("SELECT 1 FROM users");
        }
        return blocker;
    }

    /// The backend that builds, by a signal that lets it clean up nothing: the server restarts itself.
    private void kill() {
        try {
            run(
                    "kill",
                    "-9",
                    databases()
                            .rows(database, "SELECT pid FROM pg_stat_progress_create_index")
                            .getFirst());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private void await(String sql) throws Exception {
        var deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (databases().rows(database, sql).isEmpty()) {
            assertThat(System.nanoTime()).as(sql).isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
