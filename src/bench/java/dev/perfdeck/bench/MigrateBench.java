package dev.perfdeck.bench;

import dev.perfdeck.core.migrate.Course;
import dev.perfdeck.core.migrate.journal.Journal;
import dev.perfdeck.core.migrate.run.Procedure;
import dev.perfdeck.core.migrate.run.Served;
import dev.perfdeck.model.migration.MigrationRun;
import dev.perfdeck.model.migration.MigrationScope;
import dev.perfdeck.model.migration.MigrationScope.Which;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/// What the procedure adds: one index through Perfdeck against the bare statement, 20 migrations against Flyway's API
/// called bare; in turns (ABBA), medians. Then what applications feel that write into the table meanwhile. The
/// server syncs its commits, as others do. Arguments: rows (5,000,000 by default), rounds (4).
public final class MigrateBench {
    private static final MigrationScope FOLDER = new MigrationScope(Which.FOLDER, Optional.empty());
    private static final Course.Told UNHEARD = (_, _, _, _, _, _, _) -> {};
    private static final int TURNS = 5;
    private static final int WARM_UP = 2;
    private static final Duration UNDISTURBED = Duration.ofSeconds(8);
    private static final String INDEX = "CREATE INDEX CONCURRENTLY big_a ON big (a, b)";

    private final PgServer server;
    private final Path home;

    private MigrateBench(PgServer server, Path home) {
        this.server = server;
        this.home = home;
    }

    public static void main(String[] args) throws Exception {
        var rows = args.length > 0 ? Long.parseLong(args[0]) : 5_000_000;
        var rounds = args.length > 1 ? Integer.parseInt(args[1]) : 4;
        var home = Files.createTempDirectory("perfdeck-bench");
        try (var server =
                Servers.postgres18(Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on"))) {
            server.execute(
                    "CREATE TABLE big AS SELECT n AS id, hashint8(n) AS a, n % 1000 AS b FROM generate_series(1, "
                            + rows + ") n",
                    "ALTER TABLE big ADD PRIMARY KEY (id)",
                    "VACUUM ANALYZE big");
            var bench = new MigrateBench(server, home);
            print("20 migrations", "Flyway's API", 1.10, bench.compare(rounds * 6, false));
            print("one index on " + rows + " rows", "CREATE INDEX CONCURRENTLY", 1.05, bench.compare(rounds, true));
            bench.writers(rows);
        }
    }

    private void writers(long rows) throws Exception {
        try (var writers = new BuildWriters(server, rows)) {
            writers.p99(() -> Thread.sleep(UNDISTURBED)); // warms up
            var p99 = new double[3][TURNS];
            for (int turn = 0; turn < TURNS; turn++) {
                clear();
                p99[0][turn] = writers.p99(() -> Thread.sleep(UNDISTURBED));
                p99[1][turn] = writers.p99(() -> build(true));
                clear();
                p99[2][turn] = writers.p99(() -> build(false));
            }
            writers.stop();
            var alone = median(p99[0]);
            var ours = median(p99[1]);
            var bare = median(p99[2]);
            System.out.printf(
                    Locale.ROOT,
                    "writers' P99: %.2f ms undisturbed, %.2f ms during Perfdeck's build (%.2fx, goal 2.00), %.2f ms during the"
                            + " bare statement; %d writes failed, %d lost%n",
                    alone,
                    ours,
                    ours / alone,
                    bare,
                    writers.failed(),
                    writers.lost());
        }
    }

    private static void print(String what, String peer, double goal, double[][] seconds) {
        var ours = median(seconds[0]);
        var theirs = median(seconds[1]);
        System.out.printf(
                Locale.ROOT,
                "%s: Perfdeck %.3f s, %s %.3f s, ratio %.3f (goal %.2f); the best of each %.3f s and %.3f s%n",
                what,
                ours,
                peer,
                theirs,
                ours / theirs,
                goal,
                Arrays.stream(seconds[0]).min().orElse(Double.NaN),
                Arrays.stream(seconds[1]).min().orElse(Double.NaN));
    }

    private double[][] compare(int rounds, boolean index) throws Exception {
        var seconds = new double[2][rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            for (int turn = 0; turn < 2; turn++) {
                var who = (turn + Math.max(round, 0)) % 2;
                var took = index ? index(who == 0) : folder(who == 0);
                if (round >= 0) {
                    seconds[who][round] = took;
                }
            }
        }
        return seconds;
    }

    private double index(boolean ours) throws Exception {
        clear();
        return build(ours);
    }

    private void clear() throws Exception {
        server.execute("DROP INDEX IF EXISTS big_a", "DROP TABLE IF EXISTS flyway_schema_history", "CHECKPOINT");
    }

    private double build(boolean ours) throws Exception {
        var folder = Files.createDirectories(home.resolve("index"));
        Files.writeString(folder.resolve("V1__big.sql"), INDEX + ";");
        return ours ? perfdeck(folder) : timed(() -> server.execute(INDEX, "ANALYZE big"));
    }

    private double folder(boolean ours) throws Exception {
        var folder = Files.createDirectories(home.resolve("twenty"));
        server.execute("DROP TABLE IF EXISTS flyway_schema_history");
        for (int i = 1; i <= 20; i++) {
            server.execute("DROP TABLE IF EXISTS t" + i);
            Files.writeString(
                    folder.resolve("V" + i + "__t.sql"),
                    "CREATE TABLE t" + i + " (id bigint PRIMARY KEY, w text);\nINSERT INTO t" + i
                            + " SELECT n, n::text FROM generate_series(1, 2000) n;");
        }
        return ours ? perfdeck(folder) : timed(() -> flyway(folder).migrate());
    }

    private Flyway flyway(Path folder) {
        var configuration = Flyway.configure()
                .dataSource(server.url(), "postgres", server.password())
                .locations("filesystem:" + folder)
                .baselineOnMigrate(true)
                .baselineVersion("0");
        Objects.requireNonNull(configuration.getConfigurationExtension(PostgreSQLConfigurationExtension.class))
                .setTransactionalLock(false);
        return configuration.load();
    }

    private double perfdeck(Path folder) throws Exception {
        var procedure = new Procedure(
                server::connect,
                server::connect,
                Optional.of(folder),
                new Journal(home.resolve("journal.jsonl"), "bench", "here", "postgres"),
                Served.NONE);
        return timed(() -> {
            var run = CompletableFuture.<MigrationRun>supplyAsync(
                    () -> procedure.apply(FOLDER, UNHEARD, () -> false), Thread.ofVirtual()::start);
            if (!run.get().complete()) {
                throw new IllegalStateException(run.get().toString());
            }
        });
    }

    interface Deed {
        void run() throws Exception;
    }

    private static double timed(Deed deed) throws Exception {
        var from = System.nanoTime();
        deed.run();
        return (System.nanoTime() - from) / 1e9;
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
