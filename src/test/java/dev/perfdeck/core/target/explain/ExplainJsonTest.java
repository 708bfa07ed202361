package dev.perfdeck.core.target.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.data.Offset.offset;

import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.plan.PlanDocument;
import dev.perfdeck.model.plan.PlanJudge;
import dev.perfdeck.model.plan.PlanMark;
import dev.perfdeck.model.plan.PlanNode;
import dev.perfdeck.model.plan.PlanText;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the servers really answer: our reading against their own text form, and the judgements on plans that were run.
@SuppressWarnings("NullAway.Init") // set in `start`
class ExplainJsonTest {
    private static PgServer server;
    private static Connection connection;

    @BeforeAll
    static void start() throws Exception {
        server = Servers.postgres(Map.of("shared_preload_libraries", "pg_stat_statements"));
        connection = server.connect();
        run(
                "create schema shop",
                "create table shop.item(id int primary key, kind int, price numeric, note text)",
                "insert into shop.item select g, g % 100, g, repeat('x', 40) from generate_series(1, 20000) g",
                "create index item_kind on shop.item(kind)",
                "create table sale(id int primary key, item int references shop.item, at timestamptz)",
                "insert into sale select g, 1 + g % 20000, now() - g * interval '1 min' from generate_series(1, 40000) g",
                "create table part(k int) partition by range (k)",
                "create table part_1 partition of part for values from (0) to (10)",
                "create table part_2 partition of part for values from (10) to (20)",
                "create table empty(id int)",
                "create rule twice as on update to empty do also delete from empty where id = old.id",
                "analyze");
    }

    @AfterAll
    static void stop() throws Exception {
        connection.close();
        server.close();
    }

    private static void run(String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String answer(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return String.join("\n", lines);
        }
    }

    private static PlanDocument plan(String options, String sql) throws SQLException {
        return ExplainJson.read(answer("explain (format json" + options + ") " + sql));
    }

    /// The lines that name a step, without the figures.
    private static List<String> steps(String text) {
        return text.lines()
                .map(line -> line.replaceFirst("^\\s*(->)?\\s*", "").replaceFirst(" {2}\\(cost.*", ""))
                .filter(line -> !line.contains(": ") && !line.startsWith("Settings"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from shop.item where kind = 3 order by price limit 5",
                "select i.kind, count(*) from shop.item i join sale s on s.item = i.id group by i.kind",
                "select * from sale s left join shop.item i on i.id = s.item where s.id < 10",
                "select * from sale s where exists (select from shop.item i where i.id = s.item and i.kind = 7)",
                "select * from sale s where not exists (select from shop.item i where i.id = s.item and i.kind = 7)",
                "select id from sale order by id desc limit 3",
                "with top as materialized (select * from sale limit 9) select * from top t, top u where t.id = u.id",
                "select *, (select max(price) from shop.item i where i.kind = s.id) from sale s where id < 4",
                "update shop.item set price = 1 where kind in (3, 4)",
                "delete from sale using shop.item i where i.id = sale.item and i.kind = 5",
                "insert into part select 1 from sale where id < 3",
                "select id from sale intersect select id from shop.item",
                "select distinct kind from shop.item",
                "select kind, price, grouping(kind) from shop.item group by grouping sets ((kind), (price))",
                "select * from part where k < 12",
                "select * from generate_series(1, 3) g, unnest(array[1, 2]) u",
                "select sum(price) over (partition by kind order by id) from shop.item",
                "select * from (values (1), (2)) v(x)",
                "update empty set id = 2"
            })
    void theTreeIsTheServersOwn(String sql) throws SQLException {
        var text = answer("explain (costs on) " + sql);
        assertThat(steps(PlanText.of(plan("", sql))))
                .as(text)
                .containsAll(
                        steps(text).stream().filter(step -> !step.isEmpty()).toList());
    }

    @Test
    void whatBelongsToAStepIsKept() throws SQLException {
        var plan = plan(", verbose, settings", "select * from shop.item i where kind = 3 and note like 'y%'");
        assertThat(plan.tables()).containsExactly("shop.item");
        assertThat(plan.indexes()).containsExactly("item_kind");
        assertThat(plan.queryId()).isPresent();
        assertThat(plan.executed()).isFalse();
        var scan = plan.nodes()
                .filter(node -> node.relation().equals("item"))
                .findFirst()
                .orElseThrow();
        assertThat(scan.alias()).isEqualTo("i");
        assertThat(scan.detail("Filter").orElseThrow()).contains("~~");
        assertThat(scan.children().getFirst().detail("Index Cond").orElseThrow())
                .contains("kind = 3");
        assertThat(plan.cost()).isPositive();
    }

    @Test
    void sharesAddUpAndTheInnerSideOfALoopIsPaidForEachRow() throws SQLException {
        run("set enable_hashjoin = off", "set enable_mergejoin = off", "set enable_memoize = off");
        try {
            var plan = plan("", "select * from sale s join shop.item i on i.id = s.item where s.id < 5000");
            var judge = PlanJudge.of(plan);
            assertThat(plan.nodes().mapToDouble(judge::percent).sum()).isCloseTo(100, offset(0.001));
            var inner = plan.nodes()
                    .filter(node -> node.relation().equals("item"))
                    .findFirst()
                    .orElseThrow();
            assertThat(judge.percent(inner))
                    .as("thousands of look-ups are the cost")
                    .isGreaterThan(50);
        } finally {
            run("reset all");
        }
    }

    @Test
    void ofALimitOnlyThePartThatItPaysForCounts() throws SQLException {
        var plan = plan("", "select * from sale limit 1");
        var judge = PlanJudge.of(plan);
        assertThat(plan.nodes().mapToDouble(judge::own).sum()).isCloseTo(plan.cost(), offset(0.01));
    }

    @Test
    void marksSayWhereToLook() throws SQLException {
        run("set max_parallel_workers_per_gather = 0", "set work_mem = '64kB'", "set enable_hashagg = off");
        try {
            var scan = plan("", "select * from shop.item where note = 'y'");
            assertThat(PlanJudge.of(scan).marks(scan.root()))
                    .as("the rows are not known, the cost is")
                    .containsExactly(PlanMark.FULL_SCAN);
            var known = scan.withTableRows(node -> 20_000);
            assertThat(PlanJudge.of(known).marks(known.root())).containsExactly(PlanMark.FULL_SCAN);
            var small = scan.withTableRows(node -> 50);
            assertThat(PlanJudge.of(small).marks(small.root())).isEmpty();
            var sorted = plan(", analyze, timing off", "select * from shop.item order by note, price");
            assertThat(marks(sorted)).contains(PlanMark.SPILLS);
            var off = plan(", analyze", "select * from shop.item where kind = id % 100 and kind * 2 = 2 * (id % 100)");
            assertThat(marks(off)).contains(PlanMark.MISESTIMATE);
            assertThat(off.executionMillis()).isPositive();
            assertThat(PlanJudge.of(off).timed()).isTrue();
        } finally {
            run("reset all");
        }
    }

    private static Set<PlanMark> marks(PlanDocument plan) {
        var judge = PlanJudge.of(plan);
        return plan.nodes().flatMap(node -> judge.marks(node).stream()).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "[\"Utility Statement\"]", "[{\"Plan\": 3}]", "nothing of the kind"})
    void whatIsNoPlanIsAFault(String answer) {
        assertThatThrownBy(() -> ExplainJson.read(answer))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("no plan");
    }

    @Test
    void figuresBeyondAllBoundsStayFigures() {
        var plan = ExplainJson.read("""
                [{"Plan": {"Node Type": "Nested Loop", "Total Cost": 1e308, "Plan Rows": 1e308, "Plans": [
                  {"Node Type": "Seq Scan", "Relation Name": "a\\u202e", "Total Cost": 1e308, "Plan Rows": 1e308},
                  {"Node Type": "Seq Scan", "Relation Name": "b", "Total Cost": 1e308, "Plan Rows": -1}]}}]""");
        var judge = PlanJudge.of(plan);
        assertThat(plan.nodes().map(judge::percent)).noneMatch(share -> share > 100);
        assertThat(PlanText.of(plan)).contains("Seq Scan on b");
    }

    @Test
    void everyServerOfThisMachineIsRead() throws Exception {
        var jars = Servers.otherMajors();
        assumeThat(jars).isNotEmpty();
        for (var jar : jars) {
            try (var other = Servers.postgres(jar);
                    var line = other.connect();
                    var statement = line.createStatement()) {
                statement.execute("create table t(id int primary key)");
                try (var row = statement.executeQuery(
                        "explain (format json, analyze, verbose, buffers, settings) select * from t where id = 1")) {
                    row.next();
                    var plan = ExplainJson.read(row.getString(1));
                    assertThat(plan.tables()).as(jar.toString()).containsExactly("public.t");
                    assertThat(plan.executed()).isTrue();
                    assertThat(plan.nodes().map(PlanNode::type)).isNotEmpty();
                }
            }
        }
    }
}
