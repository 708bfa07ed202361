package dev.perfdeck.bench;

import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import org.postgresql.PGStatement;

/// Reading 5,000 statements once, with every figure that the screens show, against the view with its texts: execution
/// time on the server, as pg_stat_statements itself counts it, and the time until the client has it all.
public final class QueryStatementsBench {
    private static final int STATEMENTS = 4_900;
    private static final int ROUNDS = 60;
    private static final String VIEW = "select * from pg_stat_statements";

    private QueryStatementsBench() {}

    public static void main(String[] args) throws Exception {
        try (var pg = Servers.postgres18()) {
            pg.execute("create extension pg_stat_statements");
            SamplerBench.seed(pg, STATEMENTS);
            run(pg, figures());
        }
    }

    private static void run(PgServer pg, String ours) throws SQLException {
        try (var connection = pg.connect();
                var one = connection.prepareStatement(ours);
                var other = connection.prepareStatement(VIEW)) {
            // Ours is kept and prepared, as the reader does; nobody who types the other would.
            one.unwrap(PGStatement.class).setPrepareThreshold(1);
            var client = new double[2][ROUNDS];
            for (int round = -10; round < ROUNDS; round++) {
                client[0][Math.max(0, round)] = millis(() -> drain(one.executeQuery()));
                client[1][Math.max(0, round)] = millis(() -> drain(other.executeQuery()));
            }
            report("server time, ours : view with texts (goal <= 0.3)", mean(pg, ours), mean(pg, VIEW));
            report("client time, ours : view with texts", median(client[0]), median(client[1]));
        }
    }

    private interface Reading {
        int run() throws SQLException;
    }

    private static double millis(Reading reading) throws SQLException {
        long begun = System.nanoTime();
        if (reading.run() < STATEMENTS * 9 / 10) {
            throw new IllegalStateException("not all statements were read");
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    private static int drain(ResultSet rows) throws SQLException {
        try (rows) {
            int count = 0;
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                count += rows.getObject(columns) == null ? 0 : 1;
            }
            return count;
        }
    }

    /// The server files `false` as a parameter.
    private static double mean(PgServer pg, String sql) throws SQLException {
        return Double.parseDouble(
                pg.ask("select mean_exec_time from pg_stat_statements where replace(query, '$1', 'false') = '"
                        + sql.replace("'", "''") + "' order by calls desc limit 1"));
    }

    private static double median(double[] times) {
        return Arrays.stream(times).sorted().toArray()[times.length / 2];
    }

    private static void report(String what, double ours, double against) {
        System.out.printf(Locale.ROOT, "%s: %.3f (%.2f ms : %.2f ms)%n", what, ours / against, ours, against);
    }

    private static String figures() throws IOException {
        var file = "/dev/perfdeck/core/monitor/statements-1.11.sql";
        try (var in = QueryStatementsBench.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("no " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${schema}", "public")
                    .replace("${scope}", "s.dbid = (select oid from pg_database where datname = current_database())")
                    .strip();
        }
    }
}
