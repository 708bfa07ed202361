package dev.perfdeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.app.Opener;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `perfdeck migrate` from the configuration to the server and back.
class MigrateCommandTest {
    private static @Nullable PgServer server;

    @TempDir
    private Path home = Path.of("");

    private final CliRun cli = new CliRun((launch, progress) -> new Opener(Map.of(
                    "XDG_STATE_HOME", home.resolve("state").toString(), "PERFDECK_DATABASE_PASSWORD", "postgres"))
            .open(launch, progress));

    @BeforeAll
    static void start() throws Exception {
        server = Servers.postgres18();
        server.execute(
                "CREATE EXTENSION pg_stat_statements",
                "CREATE TABLE orders AS SELECT n AS id, n % 500 AS customer FROM generate_series(1, 5000) n",
                "ANALYZE orders",
                "SELECT id FROM orders WHERE customer = 3");
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theWholeErrandWithItsExitCodes() throws Exception {
        configure(false, Objects.requireNonNull(server).port());
        Files.createDirectories(home.resolve("m"));
        Files.writeString(
                home.resolve("m/V1__by_customer.sql"),
                "CREATE INDEX CONCURRENTLY orders_customer ON orders (customer);");

        assertThat(run("info", "--json")).isEqualTo(3);
        assertThat(cli.out())
                .startsWith("{\"migrations\":[{\"version\":\"1\",\"description\":\"by customer\",\"state\":\"pending\","
                        + "\"installed_on\":null,")
                .contains("\"indexes\":[{\"name\":\"orders_customer\",\"table\":\"orders\",\"state\":\"missing\"");
        assertThat(run("plan", "--to", "abc")).isEqualTo(2);
        assertThat(run("plan", "--json", "--yes")).isEqualTo(3);
        assertThat(cli.out())
                .startsWith(
                        "{\"pending\":[{\"version\":\"1\",\"description\":\"by customer\",\"sql\":\"CREATE INDEX CONCURRENTLY"
                                + " orders_customer ON orders (customer);\",\"transactional\":false,"
                                + "\"locks\":[{\"relation\":\"orders\",\"mode\":\"SHARE UPDATE EXCLUSIVE\"}],\"findings\":[]");
        assertThat(run("apply")).isEqualTo(2);
        assertThat(cli.err()).contains("--yes");
        assertThat(run("apply", "--yes", "--to", "9")).isEqualTo(2);
        assertThat(run("apply", "--yes", "--json")).isZero();
        assertThat(cli.out()).startsWith("{\"complete\":true,");
        assertThat(cli.err()).contains("migrate: V1 by customer: applied, ");
        assertThat(run("verify", "--yes", "--to", "1")).isZero();
        assertThat(cli.out())
                .containsSubsequence("before: Seq Scan on orders", "now:    Bitmap Index Scan on orders_customer");
        assertThat(run("info", "--json", "--yes", "--to", "1")).isZero();
        assertThat(cli.out()).contains("\"state\":\"applied\"", "\"state\":\"valid\"");
        assertThat(run("undo", "--yes")).isZero();
        assertThat(run("repair", "--yes", "--to", "1")).isZero();

        Files.writeString(home.resolve("m/V2__filled.sql"), "CREATE TABLE ${name} (id int);");
        Files.writeString(home.resolve("m/flyway.conf"), "flyway.placeholders.name=named\n");
        assertThat(run("plan", "--json")).isEqualTo(3);
        assertThat(cli.out()).contains("\"sql\":\"CREATE TABLE named (id int);\"");
        Files.delete(home.resolve("m/V2__filled.sql"));
        Files.delete(home.resolve("m/flyway.conf"));

        Files.writeString(
                home.resolve("m/V2__wider.sql"),
                "ALTER TABLE orders ALTER COLUMN customer TYPE bigint;\nCREATE TABLE more (id int);");
        Files.writeString(home.resolve("m/V3__on_top.sql"), "ALTER TABLE orders ADD FOREIGN KEY (id) REFERENCES more;");
        assertThat(run("plan", "--trace", "--json")).isEqualTo(3);
        assertThat(cli.out())
                .contains("\"trace\":{\"locks\":[],\"rewritten\":[],\"untold\":\"it runs outside a transaction")
                .contains(
                        "\"trace\":{\"locks\":[{\"relation\":\"orders\",\"mode\":\"ACCESS EXCLUSIVE\"}],\"rewritten\":[\"orders\"],\"untold\":null}")
                .contains("\"untold\":\"line 1: the twin refuses this statement: ERROR: there is no primary key");
        Files.delete(home.resolve("m/V2__wider.sql"));
        Files.delete(home.resolve("m/V3__on_top.sql"));
        assertThat(java.util.Objects.requireNonNull(server).ask("SELECT to_regclass('more')"))
                .isEqualTo("null");

        Files.writeString(home.resolve("m/V2__broken.sql"), "SELEC 1;");
        assertThat(run("apply", "--yes")).isEqualTo(5);
        assertThat(cli.err()).contains("syntax error", "nothing of it was done");

        configure(true, Objects.requireNonNull(server).port());
        assertThat(run("undo", "--yes")).isEqualTo(2);
        assertThat(run("undo", "--confirm", "wrong")).isEqualTo(2);
        assertThat(run("undo", "--confirm", "here")).isZero();
        assertThat(Files.readString(home.resolve("state/perfdeck/journal.jsonl")))
                .contains("\"verb\":\"undo\"");

        configure(false, Servers.freePort());
        assertThat(run("info")).isEqualTo(4);
    }

    private void configure(boolean production, int port) throws Exception {
        Files.writeString(
                home.resolve("c.toml"),
                "[environments.here]\nproduction = " + production
                        + "\n[environments.here.database]\nurl = \"jdbc:postgresql://127.0.0.1:" + port
                        + "/postgres\"\nuser = \"postgres\"\nmigrations = \"m\"\n");
    }

    private int run(String... args) {
        var all = new ArrayList<String>(List.of("migrate"));
        all.addAll(List.of(args));
        all.addAll(List.of("--config", home.resolve("c.toml").toString()));
        return cli.of(all.toArray(String[]::new));
    }
}
