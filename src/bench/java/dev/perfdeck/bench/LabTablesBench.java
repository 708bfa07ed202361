package dev.perfdeck.bench;

import dev.perfdeck.core.lab.LabOptions;
import dev.perfdeck.core.lab.Twin;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A twin of a database of many tables: how long it takes to make, to refresh where little changed, and to ask.
///
/// Argument: how many tables, 1,000 by default.
public final class LabTablesBench {
    private LabTablesBench() {}

    public static void main(String[] arguments) throws Exception {
        int tables = arguments.length > 0 && arguments[0].matches("[0-9]+") ? Integer.parseInt(arguments[0]) : 1_000;
        try (var source = Servers.postgres18(Map.of("max_locks_per_transaction", "1000"))) {
            fill(source, tables);
            long start = System.nanoTime();
            try (var twin = Twin.open(source::connect, LabOptions.DEFAULT)) {
                System.out.printf(
                        Locale.ROOT,
                        "%d tables, %d indexes: twin made in %.1f s (goal 60 s), %d things approximate%n",
                        twin.tables().size(),
                        twin.indexes().size(),
                        seconds(start),
                        twin.approximations().size());
                source.execute(
                        "create index fresh on t7 (b, c)",
                        "insert into t8 select n, n % 300 + 1, 'x', now(), n, n, 'y', true from generate_series(1001, 9000) n",
                        "analyze t8");
                start = System.nanoTime();
                boolean done = twin.refresh(source::connect);
                System.out.printf(
                        Locale.ROOT,
                        "refreshed in %.2f s%s%n",
                        seconds(start),
                        done ? "" : ": made anew, which is wrong");
                start = System.nanoTime();
                twin.explain("select * from t7 where b = 3", Set.of(), Set.of());
                System.out.printf(Locale.ROOT, "first plan in %.0f ms%n", 1000 * seconds(start));
            }
        }
    }

    private static void fill(PgServer source, int tables) throws SQLException {
        try (var connection = source.connect();
                var statement = connection.createStatement()) {
            for (int i = 0; i < tables; i++) {
                statement.execute(
                        "create table t" + i + " (id int primary key, b int, c text, d timestamptz, e numeric,"
                                + " f bigint, g varchar(50), h boolean"
                                + (i == 0 ? "" : ", foreign key (b) references t0") + ")");
                statement.execute("insert into t" + i + " select n, n, md5(n::text), now() - n * interval '1 minute',"
                        + " n / 7.0, n * 1000, 'g' || n % 30, n % 2 = 0 from generate_series(1, 300) n");
                statement.execute("create index on t" + i + " (c, d)");
                statement.execute("create index on t" + i + " (g) where h");
            }
            statement.execute("vacuum analyze");
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
