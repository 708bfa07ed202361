package dev.perfdeck.core.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.core.query.columns.ColumnSet;
import dev.perfdeck.core.query.columns.ColumnSets;
import dev.perfdeck.core.query.fetch.FetchPlan;
import dev.perfdeck.core.query.guard.NPlusOneGuard;
import dev.perfdeck.core.query.jdbc.ProfiledDataSource;
import dev.perfdeck.core.query.method.ProfileQuery;
import dev.perfdeck.core.query.method.ProfiledMethods;
import dev.perfdeck.core.query.page.Count;
import dev.perfdeck.core.query.page.Counting;
import dev.perfdeck.core.query.page.CursorKey;
import dev.perfdeck.core.query.page.Keyset;
import dev.perfdeck.core.query.page.KeysetPage;
import dev.perfdeck.core.query.page.Page;
import dev.perfdeck.core.query.page.Pages;
import dev.perfdeck.core.query.sql.Column;
import dev.perfdeck.core.query.sql.Select;
import dev.perfdeck.core.query.sql.SqlType;
import dev.perfdeck.core.query.sql.Table;
import dev.perfdeck.core.query.sql.Text;
import dev.perfdeck.model.QueryFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// The code of `docs/query.md`, compiled here word for word.
class QueryPageTest {
    record Workflow(long id, String name, Instant createdAt) {}

    record Execution(long id) {}

    record Checkpoint(long executionId, int step) {}

    record ExecutionWithCheckpoints(Execution execution, List<Checkpoint> checkpoints) {}

    interface Workflows {
        @ProfileQuery("list_workflows")
        List<Workflow> list(String status);
    }

    interface Report {
        void run(Connection connection) throws SQLException;
    }

    interface Handler {
        String answer(String request) throws Exception;
    }

    static void profile(Select open, Connection connection) throws Exception {
        var profiler = new QueryProfiler(500);
        var rows = profiler.profile("list_workflows", () -> open.list(connection, Workflow.class));
        List<QueryProfile> lately = profiler.over(Duration.ofMinutes(5));
        List<SlowCall> slow = profiler.slowCalls();
    }

    static void methods(QueryProfiler profiler, Workflows workflows) {
        Workflows timed = new ProfiledMethods(profiler).wrap(Workflows.class, workflows);
    }

    static void source(DataSource pool, QueryProfiler profiler, NPlusOneGuard guard, Report report)
            throws SQLException {
        try (var source = new ProfiledDataSource(pool, profiler, guard);
                var connection = source.getConnection()) {
            report.run(connection);
        }
    }

    static void guard(Handler handler, String request) throws Exception {
        var guard = new NPlusOneGuard();
        var answer = guard.inUnit(() -> handler.answer(request));
        List<QueryFigures.NPlusOne> found = guard.findings();
    }

    static void sequential(NPlusOneGuard guard, Connection connection, Workflows service) throws Exception {
        guard.sequential(() -> exportAll(connection));
        guard.assertNoNPlusOne(() -> service.list("active"));
    }

    private static int exportAll(Connection connection) throws SQLException {
        return connection.getHoldability();
    }

    static void select(Connection connection) throws SQLException {
        var w = Table.of("workflows");
        var id = w.column("id", SqlType.INT8).notNull();
        var name = w.column("name", SqlType.TEXT).notNull();
        var createdAt = w.column("created_at", SqlType.TIMESTAMPTZ).notNull();
        var columns = ColumnSet.of("workflowListColumns", id, name, createdAt);
        new ColumnSets(List.of(columns)).check(connection);
        var open = columns.select().where(Text.contains(name, "50%")).orderBy(createdAt.desc());
        List<Workflow> found = open.limit(20).list(connection, Workflow.class);
    }

    static void pages(Select open, Connection connection) throws SQLException {
        var pages = new Pages(open, new Counting.Capped(10_000));
        Page<Workflow> third = pages.page(connection, Workflow.class, 2, 20);
        boolean more = third.count().kind() == Count.Kind.CAPPED;
    }

    static void keyset(Select open, Column<Long> id, byte[] key, Connection connection) throws SQLException {
        var keyset = new Keyset(open, id, new CursorKey(key));
        KeysetPage<Workflow> page = keyset.first(connection, Workflow.class, 20);
        if (page.next().isPresent()) {
            page = keyset.at(connection, Workflow.class, 20, page.next().get());
        }
    }

    static void fetch(Table e, Select executions, Connection connection) throws SQLException {
        var c = Table.of("checkpoints");
        var execution = c.column("execution_id", SqlType.INT8).notNull();
        var step = c.column("step", SqlType.INT4).notNull();
        var steps = Select.from(c).columns(execution, step).orderBy(step.asc());
        var plan = new FetchPlan<>(
                "executionWithCheckpoints",
                new FetchPlan.Parents<>(executions, Execution.class, e.column("id", SqlType.INT8)),
                new FetchPlan.Children<>(steps, Checkpoint.class, execution).most(10),
                ExecutionWithCheckpoints::new);
        List<ExecutionWithCheckpoints> newest = plan.load(connection, 100, 0);
    }

    @Test
    void theCodeOfThePageStandsHere() throws IOException {
        var source = squeezed(Files.readString(Path.of("src/test/java/dev/perfdeck/core/query/QueryPageTest.java")));
        var page = Files.readString(Path.of("docs/query.md"));
        var snippets = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(match -> squeezed(match.group(1)))
                .toList();
        assertThat(snippets)
                .hasSize(11)
                .allSatisfy(snippet -> assertThat(source).contains(snippet));
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
