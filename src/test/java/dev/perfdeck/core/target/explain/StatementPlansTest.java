package dev.perfdeck.core.target.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Secret;
import dev.perfdeck.model.plan.PlanAnswer;
import dev.perfdeck.model.plan.PlanAnswer.Basis;
import dev.perfdeck.model.plan.PlanAnswer.NoPlan;
import dev.perfdeck.model.plan.PlanAnswer.Planned;
import dev.perfdeck.model.plan.PlanAnswer.Reason;
import dev.perfdeck.model.plan.PlanTrial;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import dev.perfdeck.support.Until;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Plans of texts as pg_stat_statements has them, on every major version at hand: what is planned, what is refused and
/// why, and that nothing is run unless asked.
class StatementPlansTest {
    private static final int LONGEST = 10_000;

    static Stream<Arguments> versions() throws IOException {
        var atHand = Stream.of(
                Arguments.of("embedded 18", (Callable<PgServer>) Servers::postgres18),
                Arguments.of("packaged 15", (Callable<PgServer>) Servers::packagedPostgres));
        var others = Servers.otherMajors().stream()
                .map(jar ->
                        Arguments.of(jar.getFileName().toString(), (Callable<PgServer>) () -> Servers.postgres(jar)));
        return Stream.concat(atHand, others);
    }

    private static StatementPlans plans(PgServer pg) {
        var database = pg.database(pg.port(), "postgres");
        var environment =
                new Environment("test", false, Optional.of(database), Optional.empty(), Optional.empty(), List.of());
        return new StatementPlans(
                new PgTarget(database, environment, (_, _) -> Optional.of(new Secret(pg.password()))), LONGEST);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("versions")
    void everyServerPlansWithoutRunning(String version, Callable<PgServer> start) throws Exception {
        try (var pg = start.call()) {
            pg.execute(
                    "create table job(id serial primary key, status text, at timestamptz, size int)",
                    "insert into job(status, at, size) select case when g % 10 = 0 then 'it''s \"late\"' else 'done' end,"
                            + " now(), g from generate_series(1, 30000) g",
                    "create index job_status on job(status)",
                    "create sequence drawn",
                    "create table log(day int, word text) partition by range (day)",
                    "create table log_1 partition of log for values from (0) to (10)",
                    "create table log_2 partition of log for values from (10) to (20)",
                    "insert into log select g % 20, 'x' from generate_series(1, 1000) g",
                    "analyze");
            var plans = plans(pg);
            generic(plans);
            nothingRuns(pg, plans);
            refusals(pg, plans);
            trials(pg, plans);
        }
    }

    private static Planned planned(PlanAnswer answer) {
        assertThat(answer).isInstanceOf(Planned.class);
        return (Planned) answer;
    }

    private static void generic(StatementPlans plans) {
        var found = planned(plans.plan("select * from job where status = $1 and size > $2 limit $3;"));
        assertThat(found.basis()).isEqualTo(Basis.GENERIC);
        assertThat(found.plan().tables()).containsExactly("public.job");
        assertThat(found.plan().json()).contains("$1");
        assertThat(found.plan().nodes().filter(node -> node.relation().equals("job")))
                .allMatch(node -> node.tableRows() == 30_000);
        var log = planned(plans.plan("select * from log where day = $1"));
        assertThat(log.plan().tables())
                .as("partitions are not lost for want of a value")
                .isNotEmpty();
        assertThat(log.basis()).isIn(Basis.GENERIC, Basis.SAMPLES);
        assertThat(planned(plans.plan("select count(*) from job")).basis()).isEqualTo(Basis.COMPLETE);
        for (var sql : List.of(
                "select * from job where at > now() - interval $1",
                "select * from job where at > date $1 and id = any($2)",
                "select '$1; drop table job' || $1::text -- ; $9",
                "insert into job(status, size) values ($1, $2) returning id",
                "update job set status = $1 where id = $2",
                "delete from job where id = $1",
                "with late as (select * from job where status = $1) select count(*) from late",
                "(select id from job where id = $1) union all (select $2)",
                "select {fn now()} is null")) {
            if (sql.contains("{fn")) {
                assertThat(plans.plan(sql)).as("no words of the driver's").isInstanceOf(NoPlan.class);
            } else {
                planned(plans.plan(sql));
            }
        }
    }

    private static void nothingRuns(PgServer pg, StatementPlans plans) throws Exception {
        plans.plan("insert into job(status) values ($1)");
        plans.plan("delete from job where id > $1");
        plans.plan("select nextval('drawn')");
        assertThat(pg.ask("select count(*) from job")).isEqualTo("30000");
        assertThat(pg.ask("select is_called from drawn")).isEqualTo("f");
    }

    private static void refusals(PgServer pg, StatementPlans plans) throws Exception {
        assertThat(plans.plan("select 1; drop table job")).isEqualTo(new NoPlan(Reason.SEVERAL, ""));
        assertThat(plans.plan("select 1; commit")).isEqualTo(new NoPlan(Reason.SEVERAL, ""));
        assertThat(plans.plan("vacuum job")).isEqualTo(new NoPlan(Reason.UTILITY, "VACUUM"));
        assertThat(plans.plan("select * from job where")).extracting("reason").isEqualTo(Reason.CUT_OFF);
        assertThat(plans.plan("select * from nowhere where id = $1")).satisfies(answer -> {
            assertThat(((NoPlan) answer).reason()).isEqualTo(Reason.REFUSED);
            assertThat(((NoPlan) answer).detail()).contains("nowhere");
        });
        assertThat(pg.ask("select count(*) from job")).isEqualTo("30000");
    }

    private static void trials(PgServer pg, StatementPlans plans) throws Exception {
        var trial = plans.trial(
                        "select * from job where status = $1 and at < now() + interval $2 order by size limit $3")
                .orElseThrow();
        assertThat(trial.sql())
                .contains("ANALYZE")
                .contains("status = 'done'::text")
                .doesNotContain("$1");
        assertThat(trial.values()).hasSize(3);
        assertThat(trial.values().getFirst()).contains("job.status");
        var run = planned(plans.run(trial));
        assertThat(run.basis()).isEqualTo(Basis.RUN);
        assertThat(run.plan().executed()).isTrue();
        assertThat(plans.trial("delete from job where id = $1")).isEmpty();
        assertThat(plans.trial("with gone as (delete from job returning id) select * from gone"))
                .isEmpty();
        assertThat(plans.trial("select * into twin from job")).isEmpty();
        var drawing = plans.trial("select nextval('drawn')").orElseThrow();
        assertThat(plans.run(drawing)).as("the transaction may only read").isInstanceOf(NoPlan.class);
        var slow = plans.trial("select pg_sleep($1)").orElseThrow();
        assertThat(plans.run(new PlanTrial(slow.sql(), slow.values(), 50)))
                .as("the time limit holds")
                .isInstanceOf(NoPlan.class);
        Until.until(
                "no session is kept",
                () -> pg.ask("select count(*) from pg_stat_activity where application_name like 'perfdeck%'"
                                + " and pid <> pg_backend_pid()")
                        .equals("0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select 'a;b' | false | false | 0",
                "select 'a;b'; select 1 | true | false | 0",
                "select \"a;b\" from t; | false | false | 0",
                "select $$ ; $1 $$, $2 | false | false | 2",
                "select $x$ ; $$ $x$ | false | false | 0",
                "select /* ; /* $3 */ ; */ $1 | false | false | 1",
                "select E'it\\'s; ' | false | false | 0",
                "select 'open | false | true | 0",
                "select /* open | false | true | 0",
                "select $1 /*, ... */ ;;; | false | false | 1"
            })
    void theScanKnowsWhatIsOutsideOfStrings(String sql, boolean several, boolean open, int wanted) {
        var scan = SqlScan.of(sql);
        assertThat(scan.several()).as("several").isEqualTo(several);
        assertThat(scan.open()).as("open").isEqualTo(open);
        assertThat(scan.wanted()).as("wanted").isEqualTo(wanted);
    }

    @Test
    void hugeAndHostileTextsAreScannedInOneGo() {
        var hostile = "select " + "$".repeat(200_000) + "(/*".repeat(100_000) + "'".repeat(99_999);
        assertThat(SqlScan.of(hostile).open()).isTrue();
        assertThat(SqlScan.of("select '" + "x".repeat(789_000) + "'").open()).isFalse();
        assertThat(Map.of("verb", SqlScan.of("((( select 1").verb())).containsValue("select");
    }
}
