package dev.perfdeck.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perfdeck.demo.data.Scale;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.Targets;
import dev.perfdeck.support.Until;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DemoTest {
    private static final DemoOptions QUIET = new DemoOptions(Scale.SMALL, false, true, Targets.DEFAULT);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Demo demo;

    @BeforeAll
    static void start() {
        demo = Demo.start(QUIET, text -> {});
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @Test
    void hasItsRowsAndNoIndexButThePrimaryKeys() throws Exception {
        assertThat(number("select count(*) from executions")).isGreaterThanOrEqualTo(Scale.SMALL.executions());
        assertThat(number("select count(*) from audit_logs")).isEqualTo(Scale.SMALL.auditLogs());
        assertThat(number("select count(*) from checkpoints")).isEqualTo(Scale.SMALL.checkpoints());
        assertThat(number("""
                select count(*) from pg_index join pg_class c on c.oid = indrelid
                where relnamespace = 'public'::regnamespace and relname <> 'demo_schema_history' and not indisprimary""")).isZero();
    }

    @Test
    void letsTheConsoleWatchAndBuildIndexes() throws Exception {
        assertThat(number("select count(*) from pg_stat_statements")).isNotNegative();
        assertThat(number("select count(*) from pg_stat_statements where query ilike '%password%'"))
                .isZero();
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("create extension if not exists pg_trgm");
            statement.execute("create index concurrently of_a_test on workflows (created_by)");
            statement.execute("drop index of_a_test");
            statement.execute("create table of_a_console (id int)");
            statement.execute("drop table of_a_console");
        }
    }

    @Test
    void asksForThePassword() {
        var database = demo.environment().database().orElseThrow();
        for (var user : new String[] {"app", "perfdeck", "postgres"}) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> DriverManager.getConnection(database.url(), user, "guess")
                                    .close()))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void answersEveryEndpoint() throws Exception {
        assertThat(get("/workflows?status=active&page=1").path("items")).hasSize(20);
        assertThat(get("/workflows/3").path("id").asLong()).isEqualTo(3);
        var name = get("/workflows/3").path("name").asText();
        assertThat(get("/workflows/search?name=" + name.replace(" ", "%20"))).hasSize(1);
        assertThat(get("/workflows/1/executions?status=completed")).isNotEmpty();
        assertThat(get("/executions?from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z"))
                .hasSize(50);
        assertThat(get("/executions/5").path("workflow_id").asLong()).isPositive();
        assertThat(get("/users/1/audit")).isNotEmpty();
        assertThat(get("/executions/2/checkpoints").isArray()).isTrue();
        assertThat(get("/stats/workflows_by_status").path("values")).hasSize(4);
        assertThat(send("POST", "/workflows/9/executions", "{}", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aWriteIsSeenAtOnce() throws Exception {
        var before = get("/workflows/7").path("status").asText();
        var after = before.equals("paused") ? "active" : "paused";
        get("/workflows?status=" + after);
        assertThat(send("POST", "/workflows/7/status", "{\"status\":\"" + after + "\"}", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/workflows/7").path("status").asText()).isEqualTo(after);
    }

    @Test
    void refusesBadInputInJson() throws Exception {
        for (var path : new String[] {
            "/workflows?status=no",
            "/workflows?page=-1",
            "/workflows?page=x",
            "/workflows/x",
            "/workflows/search",
            "/workflows/1/executions?status=no",
            "/executions",
            "/executions?from=a&to=b",
            "/users/x/audit",
            "/executions?from=2025-01-02T00:00:00Z&to=2025-01-01T00:00:00Z",
            "/workflows/search?name=%00"
        }) {
            var answer = send("GET", path, "", "");
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(JSON.readTree(answer.body()).path("error").asText()).isNotBlank();
        }
        assertThat(send("POST", "/workflows/1/status", "not json", "").statusCode())
                .isEqualTo(400);
        assertThat(send("GET", "/workflows/99999999", "", "").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/stats/none", "", "").statusCode()).isEqualTo(404);
        assertThat(send("POST", "/workflows", "", "").statusCode()).isEqualTo(405);
    }

    @Test
    void servesItsFiguresAndResetsThemForTheBearerOnly() throws Exception {
        get("/workflows/11");
        get("/workflows/11");
        var cache = get("/performance/cache/stats");
        assertThat(cache.path("hits").asLong()).isPositive();
        assertThat(cache.path("is_connected").asBoolean()).isTrue();
        assertThat(get("/performance/query/stats").path("queries").findValuesAsText("name"))
                .contains("get_workflow");
        var status = get("/performance/optimization/status");
        assertThat(status.path("api_p95_current_ms").isNumber()).isTrue();
        Until.until(
                "the indexes are counted",
                () -> !get("/performance/optimization/status")
                        .path("db_indexes_applied")
                        .asBoolean(true));
        assertThat(send("POST", "/performance/query/reset-stats", "", "").statusCode())
                .isEqualTo(401);
        var token = demo.performanceToken().reveal();
        assertThat(send("POST", "/performance/query/reset-stats", "", token).statusCode())
                .isEqualTo(200);
        assertThat(send("POST", "/performance/cache/reset-stats", "", token).statusCode())
                .isEqualTo(200);
        assertThat(get("/performance/cache/stats").path("hit_rate_percent").isNull())
                .isTrue();
    }

    @Test
    void whatItAsksOneByOneIsFound() throws Exception {
        assertThat(get("/workflows/creators?status=active&page=0"))
                .hasSize(20)
                .allSatisfy(row ->
                        assertThat(row.path("creator").path("name").asText()).isNotBlank());
        assertThat(get("/workflows/pinned?ids=1,2,3,4,5,6,7,8")).hasSize(8);
        assertThat(send("GET", "/workflows/pinned?ids=1,x", "", "").statusCode())
                .isEqualTo(400);
        var found = get("/performance/query/stats").path("n_plus_one");
        assertThat(found.findValuesAsText("statement"))
                .contains("select id, name from users where id = ?", "workflow:*");
        assertThat(found).anySatisfy(one -> {
            assertThat(one.path("statement").asText()).startsWith("select id, name from users");
            assertThat(one.path("call_site").asText())
                    .startsWith("dev.perfdeck.demo.backend.WorkflowService.creators(WorkflowService.java:");
            assertThat(one.path("count").asLong()).isGreaterThanOrEqualTo(20);
            assertThat(one.path("replacement").asText()).isEqualTo("select id, name from users where id = any(?)");
        });
    }

    @Test
    void itsUsersMoveTheFiguresAndNothingIsLeftOfIt() throws Exception {
        var before = directories();
        var busy = Demo.start(new DemoOptions(Scale.SMALL, true, true, Targets.DEFAULT), text -> {});
        try (busy) {
            assertThat(busy.notice()).isEmpty();
            long requests = 0;
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (requests < 50) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.sleep(50);
                var drained = busy.traffic().drain();
                requests += drained.requests();
                assertThat(drained.errors()).isZero();
                assertThat(drained.endpointsUp()).isEqualTo(drained.endpoints());
            }
            var own = directories();
            own.removeAll(before);
            assertThat(own).hasSize(1);
            assertThat(servers(own.getFirst())).isGreaterThanOrEqualTo(2);
        }
        busy.close();
        assertThat(directories()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void runsWithoutACacheAndSaysSo() throws Exception {
        try (var bare = Demo.start(new DemoOptions(Scale.SMALL, false, false, Targets.DEFAULT), text -> {})) {
            assertThat(bare.notice()).isPresent();
            assertThat(bare.environment().redis()).isEmpty();
            var uri = bare.environment().performanceApi().orElseThrow().resolve("/api/v1/workflows/1");
            assertThat(CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static long servers(Path directory) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").startsWith(directory.toString()))
                .count();
    }

    private static List<Path> directories() throws Exception {
        var found = new ArrayList<Path>();
        var own = "perfdeck-demo-" + ProcessHandle.current().pid() + "-*";
        try (var all = Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), own)) {
            all.forEach(found::add);
        }
        return found;
    }

    private static JsonNode get(String path) throws Exception {
        var answer = send("GET", path, "", "");
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> send(String method, String path, String body, String token) throws Exception {
        var uri = demo.environment().performanceApi().orElseThrow().resolve("/api/v1" + path);
        var request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token)
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static long number(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Connection connect() throws SQLException {
        var database = demo.environment().database().orElseThrow();
        var password =
                demo.passwords().find(demo.environment(), Source.POSTGRESQL).orElseThrow();
        return DriverManager.getConnection(database.url(), database.user(), password.reveal());
    }
}
