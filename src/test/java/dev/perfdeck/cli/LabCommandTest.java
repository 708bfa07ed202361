package dev.perfdeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perfdeck.api.PerformanceApi;
import dev.perfdeck.app.FixedConsole;
import dev.perfdeck.app.Job;
import dev.perfdeck.app.LabRoom;
import dev.perfdeck.app.Launch;
import dev.perfdeck.app.RunningConsole;
import dev.perfdeck.app.Startup;
import dev.perfdeck.model.lab.WhatIf;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.ServerWhatIf;
import dev.perfdeck.support.Servers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `perfdeck lab explain` with a real planner's answers; the twin itself is tested elsewhere.
class LabCommandTest {
    private static PgServer server;
    private static Connection connection;

    private final FixedConsole console = new FixedConsole();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = Servers.postgres18();
        server.execute(
                "create table t (a int, b text)", "insert into t select n, 'b' from generate_series(1, 20000) n");
        server.execute("analyze t");
        connection =
                DriverManager.getConnection(server.url() + "?preferQueryMode=simple", "postgres", server.password());
    }

    @AfterAll
    static void stop() throws Exception {
        connection.close();
        server.close();
    }

    private record Room(WhatIf whatIf) implements LabRoom {
        @Override
        public Job<WhatIf, String> open() {
            return Job.start("open", (_, _) -> whatIf);
        }

        @Override
        public Job<WhatIf, String> refresh() {
            return open();
        }
    }

    private int run(String... args) {
        console.lab = Optional.of(new Room(new ServerWhatIf(connection)));
        var startup = new Startup() {
            @Override
            public int window(Launch launch) {
                return 0;
            }

            @Override
            public RunningConsole headless(Launch launch, Consumer<String> progress) {
                return console;
            }
        };
        return new Cli(
                        startup,
                        PerformanceApi::start,
                        new CliTest.AtOnce(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new TypedAnswers(List.of()))
                .run(args);
    }

    @Test
    void theJsonHasCostThenPlanBeforeAndAfter() throws IOException {
        assertThat(run(
                        "lab",
                        "explain",
                        "--json",
                        "--index",
                        "create index i on t (a)",
                        "--query",
                        "select b from t where a = 7"))
                .isZero();
        var text = out.toString(StandardCharsets.UTF_8);
        assertThat(text).startsWith("{\"before\":{\"cost\":").contains("\"after\":{\"cost\":");
        var json = new ObjectMapper().readTree(text);
        assertThat(json.fieldNames()).toIterable().startsWith("before", "after", "size_bytes");
        assertThat(json.get("after").fieldNames()).toIterable().containsExactly("cost", "plan");
        assertThat(json.at("/after/cost").asDouble())
                .isLessThan(json.at("/before/cost").asDouble() / 10);
        assertThat(json.at("/after/plan").toString()).contains("Index Scan");
        assertThat(json.get("size_bytes").asLong()).isPositive();
    }

    @Test
    void whatIsNoIndexIsSaidInOneLine() {
        assertThat(run("lab", "explain", "--index", "create index j on nowhere (a)", "--query", "select 1"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains("nowhere");
    }
}
