package dev.perfdeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.app.FixedConsole;
import dev.perfdeck.app.Resettable;
import dev.perfdeck.app.StatementRoom;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.QueryFigures;
import dev.perfdeck.model.ResetScope;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.StatementFilter;
import dev.perfdeck.model.StatementNotice;
import dev.perfdeck.model.StatementOrder;
import dev.perfdeck.model.StatementReport;
import dev.perfdeck.model.Window;
import dev.perfdeck.model.plan.PlanAnswer;
import dev.perfdeck.model.plan.PlanTrial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `perfdeck query` on a console whose answers are chosen; the figures themselves are tested against servers.
class QueryCommandTest {
    private final FixedConsole console = new FixedConsole();
    private final CliRun cli = new CliRun((_, _) -> console);
    private final List<String> asked = new ArrayList<>();

    private final class Room implements StatementRoom {
        @Override
        public List<StatementFigures> statements(Duration span, StatementFilter filter) {
            return List.of();
        }

        @Override
        public double[] trend(String key, Duration span) {
            return new double[0];
        }

        @Override
        public Window mean(String key, Duration span) {
            return new Window(Metric.STATEMENT_MEAN, 0, new double[0]);
        }

        @Override
        public Window calls(String key, Duration span) {
            return new Window(Metric.STATEMENT_CALLS, 0, new double[0]);
        }

        @Override
        public PlanAnswer plan(StatementFigures statement) {
            return new PlanAnswer.NoPlan(PlanAnswer.Reason.TEXTLESS, "");
        }

        @Override
        public Optional<PlanTrial> trial(StatementFigures statement) {
            return Optional.empty();
        }

        @Override
        public PlanAnswer run(PlanTrial trial) {
            return new PlanAnswer.NoPlan(PlanAnswer.Reason.WRITES, "");
        }

        @Override
        public String shape(String sql) {
            return sql.replaceAll("\\$\\d+", "?");
        }

        @Override
        public List<StatementNotice> notices() {
            return List.of();
        }

        @Override
        public void everyDatabase(boolean wanted) {}

        @Override
        public StatementReport ask(Optional<Duration> window, int limit, StatementOrder by) {
            asked.add(window + " " + limit + " " + by);
            return new StatementReport(
                    List.of(statement(-7_000_000_000_000_000_001L, "select\n  $1\u001b[31m"), statement(3, "")),
                    window.map(it -> it.toMillis() / 1e3).orElse(Double.NaN),
                    812,
                    1_234,
                    5_678.9,
                    List.of(new StatementNotice("track", "nested", "hidden.", "ALTER SYSTEM …;")));
        }
    }

    private static StatementFigures statement(long id, String text) {
        return new StatementFigures(
                "1/2/" + id + "/true", id, text, "u", "d", true, 4, 10, 1, 8, 0, 0, 0, 0, 0, 0, 0, 25.5);
    }

    @Test
    void slowIsAnArrayForMachines() {
        console.statements = Optional.of(new Room());
        assertThat(cli.of("query", "slow", "--json")).isZero();
        assertThat(cli.out())
                .isEqualTo("[{\"queryid\":\"-7000000000000000001\",\"query\":\"select\\n  $1\\u001B[31m\",\"calls\":4,"
                        + "\"total_ms\":10.000,\"mean_ms\":2.500,\"rows\":8,\"share_percent\":25.5,\"window_s\":null},"
                        + "{\"queryid\":\"3\",\"query\":null,\"calls\":4,\"total_ms\":10.000,\"mean_ms\":2.500,"
                        + "\"rows\":8,\"share_percent\":25.5,\"window_s\":null}]\n");
        assertThat(cli.of("query", "slow", "--by", "mean", "--limit", "3", "--window", "30s", "--json"))
                .isZero();
        assertThat(cli.out()).contains("\"window_s\":30.0");
        assertThat(asked).containsExactly("Optional.empty 20 TOTAL", "Optional[PT30S] 3 MEAN");
        assertThat(console.closed).isTrue();
    }

    @Test
    void slowIsATableForPeopleThatNothingInATextCanDisturb() {
        console.statements = Optional.of(new Room());
        assertThat(cli.of("query", "slow", "--window", "2m")).isZero();
        assertThat(cli.out().lines()).hasSize(4).noneMatch(line -> line.contains("\u001b"));
        assertThat(cli.out())
                .containsPattern("25\\.5 % +10\\.0 +2\\.500 +4 +8  select \\$1\\?")
                .contains("(text hidden, query id 3)")
                .endsWith("812 statements of pg_stat_statements within 120.0 s: 1,234 calls, 5,679 ms\n");
        assertThat(cli.err()).contains("watching for 120 s", "nested: hidden. ALTER SYSTEM …;");
    }

    @Test
    void statsAreTheNamedQueries() {
        console.statements = Optional.of(new Room());
        assertThat(cli.of("query", "stats", "--json")).isZero();
        assertThat(cli.out())
                .startsWith("{\"total_queries\":1200,\"slow_queries\":3,")
                .contains("list_workflows");
        assertThat(cli.of("query", "stats")).isZero();
        assertThat(cli.out())
                .containsPattern("list_workflows +900 +0 +12\\.1 +40\\.2 +77\\.0 +1,400\\.3 +3\n")
                .contains("1,200 calls, 3 of them slow (1,000 ms or more)")
                .contains("812 statements of pg_stat_statements since its statistics began");
        console.queries = QueryFigures.none(1_000);
        assertThat(cli.of("query", "stats")).isZero();
        assertThat(cli.out()).startsWith("No named queries");
    }

    @Test
    void statsNameWhatIsAskedOneByOne() {
        var figures = FixedConsole.QUERIES;
        console.queries = new QueryFigures(
                figures.total(),
                figures.slow(),
                figures.slowThresholdMillis(),
                figures.queries(),
                List.of(FixedConsole.N_PLUS_ONE));
        assertThat(cli.of("query", "stats", "--json")).isZero();
        assertThat(cli.out())
                .contains("\"n_plus_one\":[{\"kind\":\"query\",\"statement\":\"select name from users where id = ?\","
                        + "\"call_site\":\"demo.Creators.name(Creators.java:31)\",\"count\":80,\"units\":4,"
                        + "\"total_ms\":61.5,\"replacement\":\"select name from users where id = any(?)\","
                        + "\"last_seen_at\":\"2025-11-26T10:29:10Z\"}]");
        assertThat(cli.of("query", "stats")).isZero();
        assertThat(cli.out())
                .contains("N+1: select name from users where id = ?\n")
                .contains("  asked 80 times in 4 units of work, 61.5 ms, at demo.Creators.name(Creators.java:31)\n")
                .contains("  instead: select name from users where id = any(?)\n");
    }

    @Test
    void resetZeroesWhatIsNamedAndSaysWhereItCannot() {
        assertThat(cli.of("query", "reset", "--json")).isZero();
        assertThat(cli.out()).startsWith("{\"reset\":true,");
        assertThat(cli.of("query", "reset", "--statements")).isZero();
        assertThat(console.resets)
                .containsExactly(Set.of(ResetScope.QUERY_COUNTERS), Set.of(ResetScope.PG_STAT_STATEMENTS));
        console.resettable = List.of(new Resettable(ResetScope.QUERY_COUNTERS, false, "", "Not here."));
        assertThat(cli.of("query", "reset")).isEqualTo(2);
        assertThat(cli.err()).contains("Not here.", "--statements");
        assertThat(console.resets).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query slow --by speed",
                "query slow --limit 0",
                "query slow --limit many",
                "query slow --window 0s",
                "query slow --window 25h",
                "query slow --window soon"
            })
    void badUsageIsOneLine(String line) {
        console.statements = Optional.of(new Room());
        assertThat(cli.of(line.split(" ", -1))).isEqualTo(2);
        assertThat(cli.err().lines()).hasSize(1).allMatch(text -> text.contains("--help"));
        assertThat(asked).isEmpty();
    }

    @Test
    void withoutADatabaseItSaysWhatToConfigure() {
        assertThat(cli.of("query", "slow")).isEqualTo(2);
        assertThat(cli.err()).contains("database.url");
    }
}
