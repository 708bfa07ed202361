package dev.perfdeck.bench;

import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.postgresql.PGStatement;

/// What a poll costs the servers: backend CPU of our statements against the view read whole and against hand-written
/// SQL, from `/proc/PID/stat` (Linux); temporary bytes; Redis's own time for a tick in GETs.
public final class SamplerBench {
    private static final int STATEMENTS = 4_900;
    private static final int POLLS = 40;
    private static final int ROUNDS = 9;
    static final double TICK_MILLIS = 10.0;
    private static final String BY_HAND =
            "select userid, dbid, queryid, calls, total_exec_time, rows from pg_stat_statements(false)";

    private SamplerBench() {}

    static void main() throws Exception {
        try (var pg = Servers.postgres18()) {
            pg.execute("create extension pg_stat_statements");
            seed(pg, STATEMENTS);
            var ours = List.of(read("activity"), read("statements-1.11"), read("statements-info"));
            var naive = List.of("select * from pg_stat_statements");
            var hand = List.of(read("activity"), BY_HAND, read("statements-info"));
            // The first round warms all three and is thrown away.
            var rounds = new ArrayList<Round>();
            for (int i = 0; i <= ROUNDS; i++) {
                rounds.add(new Round(cpu(pg, ours, true), cpu(pg, naive, false), cpu(pg, hand, false)));
            }
            rounds.removeFirst();
            report(rounds);
            System.out.println("P1 temporary blocks of our statements: "
                    + pg.ask("select coalesce(sum(temp_blks_written), 0) from pg_stat_statements"
                            + " where query like '%/* perfdeck */%'")
                    + " (goal 0)");
        }
        redis();
    }

    /// Milliseconds of backend CPU per full poll, one after the other.
    private record Round(double ours, double view, double byHand) {}

    private static void report(List<Round> rounds) {
        System.out.printf(
                "PostgreSQL ms of backend CPU per full poll, median of %d: ours %.2f, view %.2f, by hand %.2f%n",
                rounds.size(), median(rounds, Round::ours), median(rounds, Round::view), median(rounds, Round::byHand));
        System.out.printf(
                "P1 ours / view = %.3f (goal <= 0.15); ours / by hand = %.2f (goal <= 1.2)%n",
                median(rounds, round -> round.ours() / round.view()),
                median(rounds, round -> round.ours() / round.byHand()));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return rounds.stream().mapToDouble(figure).sorted().toArray()[rounds.size() / 2];
    }

    /// Files so many statements of 3.7 KB each.
    static void seed(PgServer pg, int count) throws SQLException {
        try (var connection = pg.connect();
                var statement = connection.createStatement()) {
            var padding = "x".repeat(3_600);
            for (int i = 0; i < count; i++) {
                statement.execute("select /* " + padding + " */ 1" + shape(i));
            }
        }
        var filed = Integer.parseInt(pg.ask("select count(*) from pg_stat_statements(false)"));
        if (filed < count * 9 / 10) {
            throw new IllegalStateException("only " + filed + " statements were filed: nothing to measure");
        }
        System.out.println(filed + " statements seeded");
    }

    /// A query's identity ignores names and constants but not operators: the bits of the number become plus and minus.
    private static String shape(int number) {
        var text = new StringBuilder();
        for (int bit = 0; bit < 13; bit++) {
            text.append((number >> bit & 1) == 0 ? " + 1" : " - 1");
        }
        return text.toString();
    }

    /// @param kept prepared once and kept, as the sampler does
    private static double cpu(PgServer pg, List<String> statements, boolean kept) throws SQLException, IOException {
        try (var connection = pg.connect()) {
            var prepared = new ArrayList<PreparedStatement>();
            for (var sql : statements) {
                var statement = connection.prepareStatement(sql);
                statement.unwrap(PGStatement.class).setPrepareThreshold(kept ? 1 : 0);
                prepared.add(statement);
            }
            var pid = pid(connection);
            var before = cpuTicks(pid);
            for (int i = 0; i < POLLS; i++) {
                for (var statement : prepared) {
                    run(statement);
                }
            }
            return (cpuTicks(pid) - before) * TICK_MILLIS / POLLS;
        }
    }

    private static void run(PreparedStatement statement) throws SQLException {
        try (var row = statement.executeQuery()) {
            while (row.next()) {
                row.getObject(1);
            }
        }
    }

    private static int pid(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static long cpuTicks(int pid) throws IOException {
        var text = Files.readString(Path.of("/proc/" + pid + "/stat"));
        var fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private static String read(String name) throws IOException {
        var file = "/dev/perfdeck/core/monitor/" + name + ".sql";
        try (var in = SamplerBench.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("no " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${schema}", "public")
                    .replace("${scope}", "s.dbid = (select oid from pg_database where datname = current_database())");
        }
    }

    private static void redis() throws Exception {
        try (var redis = Servers.redis()) {
            var client = RedisClient.create(redis.url());
            try (var connection = client.connect()) {
                var commands = connection.sync();
                commands.set("k", "v");
                commands.configResetstat();
                for (int i = 0; i < 5_000; i++) {
                    commands.get("k");
                }
                for (int i = 0; i < 500; i++) {
                    commands.dispatch(
                            io.lettuce.core.protocol.CommandType.INFO,
                            new io.lettuce.core.output.StatusOutput<>(io.lettuce.core.codec.StringCodec.UTF8),
                            new io.lettuce.core.protocol.CommandArgs<>(io.lettuce.core.codec.StringCodec.UTF8)
                                    .add("server")
                                    .add("clients")
                                    .add("memory")
                                    .add("stats")
                                    .add("replication"));
                    commands.hmget("app:$stats", "hits", "misses", "sets", "deletes", "errors", "epoch");
                }
                var stats = commands.info("commandstats");
                var tick = usec(stats, "info") + usec(stats, "hmget");
                System.out.printf("P3 Redis tick %.2f us = %.0f GETs (goal <= 300)%n", tick, tick / usec(stats, "get"));
            } finally {
                client.shutdown();
            }
        }
    }

    private static double usec(String stats, String command) {
        var start = stats.indexOf("usec_per_call=", stats.indexOf("cmdstat_" + command + ":")) + 14;
        return Double.parseDouble(stats.substring(start, stats.indexOf(',', start)));
    }
}
