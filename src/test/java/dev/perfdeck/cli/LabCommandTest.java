package dev.perfdeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perfdeck.app.FixedConsole;
import dev.perfdeck.app.Job;
import dev.perfdeck.app.LabRoom;
import dev.perfdeck.model.lab.WhatIf;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.ServerWhatIf;
import dev.perfdeck.support.Servers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `perfdeck lab explain` with a real planner's answers; the twin itself is tested elsewhere.
class LabCommandTest {
    private static PgServer server;
    private static Connection connection;

    private final FixedConsole console = new FixedConsole();
    private final CliRun cli = new CliRun((_, _) -> {
        console.lab = Optional.of(new Room(new ServerWhatIf(connection)));
        return console;
    });

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

    @Test
    void theJsonHasCostThenPlanBeforeAndAfter() throws IOException {
        assertThat(cli.of(
                        "lab",
                        "explain",
                        "--json",
                        "--index",
                        "create index i on t (a)",
                        "--query",
                        "select b from t where a = 7"))
                .isZero();
        var text = cli.out();
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
        assertThat(cli.of("lab", "explain", "--index", "create index j on nowhere (a)", "--query", "select 1"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(cli.err().lines()).singleElement().asString().contains("nowhere");
    }
}
