package dev.perfdeck.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfdeck.app.advice.FollowedAdvice;
import dev.perfdeck.core.lab.LabOptions;
import dev.perfdeck.core.monitor.Monitor;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.model.Environment;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Secret;
import dev.perfdeck.model.Targets;
import dev.perfdeck.model.advice.AdviceRequest;
import dev.perfdeck.model.migration.MigrationRun;
import dev.perfdeck.model.migration.MigrationScope;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole advisor on a real server and its twin, let in by a role that can only read.
class AdviceWorkTest {
    private static final String WANTED = "select * from orders where status = $1 order by created_at desc limit 20";

    private static PgServer server;
    private static LabWork lab;
    private static AdviceWork advice;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = Servers.postgres18();
        server.execute(
                "create extension pg_stat_statements",
                "create table orders (id int primary key, status text not null, created_at timestamptz not null)",
                "insert into orders select n, 's' || n % 40, timestamptz '2026-01-01' + n * interval '1 minute'"
                        + " from generate_series(1, 60000) n",
                "create table events (at timestamptz not null, kind int not null, note text) partition by range (at)",
                "create table events_old partition of events for values from ('2026-01-01') to ('2026-01-15')",
                "create table events_new partition of events for values from ('2026-01-15') to ('2026-03-01')",
                "insert into events select timestamptz '2026-01-01' + n * interval '1 minute', n % 900, 'n'"
                        + " from generate_series(1, 60000) n",
                "analyze",
                "create role reader login password 'reader' in role pg_read_all_stats",
                "alter role reader set default_transaction_read_only = on",
                "grant select on orders, events to reader");
        var environment = new Environment(
                "test",
                false,
                Optional.of(server.database(server.port(), "reader")),
                Optional.empty(),
                Optional.empty(),
                List.of());
        var target = new PgTarget(
                environment.database().orElseThrow(), environment, (_, _) -> Optional.of(new Secret("reader")));
        var monitor = new Monitor(environment, (_, _) -> Optional.of(new Secret("reader")), Targets.DEFAULT, List.of());
        lab = new LabWork(target, LabOptions.DEFAULT);
        advice = new AdviceWork(new AdviceWork.Parts(
                target,
                new StatementWatch(monitor, target),
                lab,
                new FollowedAdvice(folder.resolve("advice.tsv")),
                Optional.empty(),
                List::of));
    }

    @AfterAll
    static void stop() throws Exception {
        advice.close();
        lab.close();
        server.close();
    }

    @Test
    void advisesWithoutEverWritingToTheSource() throws Exception {
        server.execute("select pg_stat_statements_reset()");
        var file = Files.writeString(folder.resolve("workload.sql"), "-- weight: 5\n" + WANTED + ";\nvacuum;");
        var report = advice.advise(
                        new AdviceRequest(OptionalLong.of(100_000_000), 10, Optional.of(file), Optional.empty()))
                .await();
        assertThat(report.indexes()).singleElement().satisfies(it -> {
            assertThat(it.columns()).containsExactly("status", "created_at");
            assertThat(it.queries().getFirst().weight()).isEqualTo(5);
        });
        assertThat(report.skipped()).singleElement().asString().contains("vacuum");
        assertThat(report.predictedCost()).isLessThan(0.2 * report.workloadCost());
        assertThat(sentByTheReader())
                .isNotEmpty()
                .allMatch(it -> it.matches("(?s)(/\\*.*?\\*/\\s*)?(select|show|set|with)\\b.*"));
        assertThat(advice.last()).contains(report);
    }

    @Test
    void aPartitionedTableGetsOneIndexForAllItsParts() throws Exception {
        var file = Files.writeString(
                folder.resolve("parts.sql"), "select note from events where kind = $1 order by at desc limit 5;");
        var report = advice.advise(new AdviceRequest(OptionalLong.empty(), 10, Optional.of(file), Optional.empty()))
                .await();
        assertThat(report.indexes()).singleElement().satisfies(it -> {
            assertThat(it.ddl()).startsWith("CREATE INDEX idx_events_kind_at ON events USING btree (kind, at");
            assertThat(it.undo()).isEqualTo("DROP INDEX idx_events_kind_at");
            assertThat(it.evidence()).anyMatch(line -> line.contains("partitioned"));
        });
        assertThat(report.predictedCost()).isLessThan(0.1 * report.workloadCost());
    }

    @Test
    void whatIsWrittenRunsThroughTheMigrationProcedureAndBack() throws Exception {
        var file = Files.writeString(folder.resolve("written.sql"), WANTED + ";");
        var report = advice.advise(new AdviceRequest(OptionalLong.empty(), 10, Optional.of(file), Optional.empty()))
                .await();
        var written = advice.write(folder.resolve("db"), report.indexes());
        assertThat(written)
                .singleElement()
                .satisfies(it -> assertThat(it.getFileName()).hasToString("V1__idx_orders_status_created_at.sql"));
        var migrations = migrations(folder.resolve("db"));
        var scope = new MigrationScope(MigrationScope.Which.FOLDER, Optional.empty());
        var plan = migrations.plan(scope).await();
        assertThat(plan.obstacles()).isEmpty();
        assertThat(plan.pending()).hasSize(1);
        try {
            assertThat(migrations.apply(scope, "").await())
                    .satisfies(it -> assertThat(it.fault()).isEmpty())
                    .satisfies(it -> assertThat(it.steps(MigrationRun.Outcome.APPLIED))
                            .containsExactly("V1 idx orders status created at"));
            assertThat(server.ask("select indisvalid from pg_index"
                            + " where indexrelid = 'idx_orders_status_created_at'::regclass"))
                    .isEqualTo("t");
            assertThat(advice.measure()).singleElement().satisfies(it -> {
                assertThat(it.name()).isEqualTo("idx_orders_status_created_at");
                assertThat(it.undoneAt()).isEmpty();
                assertThat(it.statements()).isNotEmpty();
            });
        } finally {
            var back = new MigrationScope(MigrationScope.Which.FOLDER, Optional.of("0"));
            assertThat(migrations.undo(back, "").await().fault()).isEmpty();
        }
        assertThat(server.ask("select to_regclass('idx_orders_status_created_at') is null"))
                .isEqualTo("t");
        assertThat(advice.measure())
                .singleElement()
                .satisfies(it -> assertThat(it.undoneAt()).isPresent());
    }

    private static MigrationWatch migrations(Path scripts) {
        var database = server.database(server.port(), "postgres");
        var environment = new Environment(
                "writer",
                false,
                Optional.of(new Environment.Database(
                        database.url(), database.user(), Optional.of(scripts), database.poolSize())),
                Optional.empty(),
                Optional.empty(),
                List.of());
        var target = new PgTarget(
                environment.database().orElseThrow(),
                environment,
                (_, _) -> Optional.of(new Secret(server.password())));
        var monitor = new Monitor(environment, (_, _) -> Optional.empty(), Targets.DEFAULT, List.of());
        return new MigrationWatch(
                environment,
                target,
                new StatementWatch(monitor, target),
                LabOptions.DEFAULT,
                folder.resolve("journal.jsonl"),
                _ -> {});
    }

    @Test
    void aWindowLooksAtWhatIsCalledNow() throws Exception {
        server.execute("select * from orders where id = 17");
        var job = advice.advise(
                new AdviceRequest(OptionalLong.empty(), 10, Optional.empty(), Optional.of(Duration.ofSeconds(2))));
        while (!job.awaitEnd(Duration.ofMillis(20))) {
            server.execute("select count(*) from orders where created_at < now() and status = 's2'");
        }
        assertThat(job.await().workload())
                .anyMatch(it -> it.query().contains("created_at <"))
                .noneMatch(it -> it.query().contains("where id ="));
        assertThat(job.await().approximate()).noneMatch(it -> it.contains("since pg_stat_statements"));
    }

    @Test
    void aWhatIfTellsOfOneStatement() {
        var answer = advice.whatIf("CREATE INDEX CONCURRENTLY i ON orders (status, created_at)", Optional.of(WANTED));
        assertThat(answer.costAfter()).isLessThan(0.5 * answer.costBefore());
        assertThat(answer.planAfter()).contains(answer.name());
        assertThat(answer.sizeBytes()).isPositive();
        assertThatThrownBy(() -> advice.whatIf("CREATE INDEX ON nowhere (a)", Optional.of(WANTED)))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("nowhere");
        assertThat(advice.tables()).anyMatch(it -> it.name().equals("orders"));
        var again = advice.whatIf("CREATE INDEX i ON orders (created_at)", Optional.of(WANTED));
        assertThat(again.costAfter()).isNotEqualTo(answer.costAfter());
    }

    @Test
    void theWorkloadComesFromTheServersOwnCounters() throws Exception {
        for (int i = 0; i < 3; i++) {
            server.execute("select * from orders where status = 's1' order by created_at desc limit 20");
        }
        var report = advice.advise(AdviceRequest.usual()).await();
        assertThat(report.workload()).anyMatch(it -> it.query().contains("order by created_at") && it.weight() >= 3);
        assertThat(report.indexes()).anyMatch(it -> it.columns().equals(List.of("status", "created_at")));
        assertThat(report.approximate()).anyMatch(it -> it.contains("all since pg_stat_statements began to count"));
    }

    private static List<String> sentByTheReader() throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select lower(ltrim(query)) from pg_stat_statements s join pg_roles r"
                        + " on r.oid = s.userid where r.rolname = 'reader'")) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
            return all;
        }
    }
}
