package dev.perfdeck.core.query.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfdeck.core.query.columns.ColumnSet;
import dev.perfdeck.core.query.columns.ColumnSets;
import dev.perfdeck.core.query.sql.SqlType;
import dev.perfdeck.core.query.sql.Table;
import dev.perfdeck.demo.backend.WorkflowPlans;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The plans and column sets of the demo's service, on its schema.
class FetchPlanTest {
    private static PgServer server;
    private static Connection connection;

    @BeforeAll
    static void start() throws Exception {
        server = Servers.postgres(Map.of());
        server.execute(
                Files.readString(Path.of("src/main/resources/dev/perfdeck/demo/schema/V1__workflow_schema.sql")),
                "insert into users (id, email, name) select n, n || '@example.org', 'u' || n from generate_series(1, 3) n",
                """
                insert into workflows (id, name, status, created_by, definition, created_at)
                select n, 'w' || n, 'active', 1 + n % 4, '{}'::jsonb, timestamptz '2026-01-01' + n * interval '1 day'
                from generate_series(1, 10) n""",
                """
                insert into executions (id, workflow_id, status, created_at)
                select n, 1, 'running', timestamptz '2026-01-01' + n * interval '1 day' from generate_series(1, 10) n""",
                """
                insert into checkpoints (execution_id, step, state)
                select 10, s, '{}'::jsonb from generate_series(30, 1, -1) s union all select 8, s, '{}'::jsonb from generate_series(1, 2) s""");
        connection = server.connect();
    }

    @AfterAll
    static void stop() throws Exception {
        connection.close();
        server.close();
    }

    @Test
    void parentsKeepTheirOrderAndPage() throws Exception {
        var page = WorkflowPlans.workflowWithCreator().load(connection, 4, 2);
        assertThat(page).extracting(one -> one.workflow().id()).containsExactly(8L, 7L, 6L, 5L);
        assertThat(page)
                .extracting(one ->
                        one.creator().stream().map(WorkflowPlans.Creator::id).toList())
                .containsExactly(List.of(1L), List.of(), List.of(3L), List.of(2L));
        assertThat(WorkflowPlans.workflowWithCreator().load(connection, 4, 20)).isEmpty();
    }

    @Test
    void childrenKeepTheirOrderAndLimit() throws Exception {
        var page = WorkflowPlans.executionWithCheckpoints().load(connection, 3, 0);
        assertThat(page).extracting(one -> one.execution().id()).containsExactly(10L, 9L, 8L);
        assertThat(page.getFirst().checkpoints())
                .hasSize(20)
                .extracting(WorkflowPlans.Checkpoint::step)
                .isSorted();
        assertThat(page.get(1).checkpoints()).isEmpty();
        assertThat(page.get(2).checkpoints())
                .extracting(WorkflowPlans.Checkpoint::step)
                .containsExactly(1, 2);
    }

    @Test
    void columnSetsAreCheckedAgainstTheCatalog() throws Exception {
        WorkflowPlans.columns().check(connection);
        var workflows = Table.of("workflows");
        var wrong = ColumnSet.of(
                "workflowListColumns",
                workflows.column("creatd_at", SqlType.TIMESTAMPTZ),
                workflows.column("name", SqlType.INT8),
                Table.of("executions").column("started_at", SqlType.TIMESTAMPTZ).notNull(),
                Table.of("nowhere").column("id", SqlType.INT8));
        assertThatThrownBy(() -> new ColumnSets(List.of(wrong)).check(connection))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining(
                        "workflowListColumns: there is no column \"workflows\".creatd_at; the nearest is created_at")
                .hasMessageContaining("\"workflows\".name is text, not bigint")
                .hasMessageContaining("\"executions\".started_at may be NULL")
                .hasMessageContaining("there is no table \"nowhere\"");
    }
}
