package dev.perfdeck.bench;

import dev.perfdeck.core.lab.LabOptions;
import dev.perfdeck.core.lab.PlanShapes;
import dev.perfdeck.core.lab.Twin;
import dev.perfdeck.model.lab.Candidate;
import dev.perfdeck.model.lab.Question;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Plans of the twin, and of HypoPG where there is one, against those of indexes that were really built: TPC-H, 21
/// queries, 20 indexes one at a time and all together, with and without parallel plans. Only queries that read the
/// index's table count.
///
/// Arguments: the scale, 0.5 by default; then `15` and/or `18`, both by default.
public final class LabBench {
    private static final Map<String, String> INDEXES = new LinkedHashMap<>();

    static {
        for (var index : new String[] {
            "lineitem (l_shipdate)",
            "lineitem (l_partkey)",
            "lineitem (l_suppkey)",
            "lineitem (l_receiptdate)",
            "lineitem (l_partkey, l_quantity)",
            "lineitem (l_shipmode, l_receiptdate)",
            "lineitem (l_suppkey, l_orderkey)",
            "lineitem (l_shipdate) include (l_extendedprice, l_discount, l_quantity)",
            "lineitem (l_returnflag)",
            "orders (o_custkey)",
            "orders (o_orderdate)",
            "orders (o_orderdate, o_custkey)",
            "orders (o_orderdate) where o_orderstatus = 'F'",
            "customer (c_mktsegment)",
            "customer (c_nationkey)",
            "customer (substring(c_phone from 1 for 2))",
            "part (p_type)",
            "part (p_brand, p_container)",
            "part (p_size)",
            "partsupp (ps_suppkey)"
        }) {
            INDEXES.put("t" + INDEXES.size(), "create index t" + INDEXES.size() + " on " + index);
        }
    }

    private LabBench() {}

    /// Of one way of asking: how its answers compare with the truth.
    private static final class Score {
        private int equal;
        private int all;
        private final List<Double> errors = new ArrayList<>();
        private final List<Double> sizes = new ArrayList<>();

        void plan(String query, Asked mine, Asked real) throws IOException {
            double error = Math.abs(mine.cost() - real.cost()) / real.cost();
            all++;
            if (PlanShapes.of(mine.json()).equals(PlanShapes.of(real.json()))) {
                equal++;
            } else if (error <= 0.001) {
                equal++;
            } else {
                System.err.printf(
                        Locale.ROOT,
                        "      Q%d: other shape, cost %.1f for %.1f%n        %s%n        %s%n",
                        1 + TpchQueries.ALL.indexOf(query),
                        mine.cost(),
                        real.cost(),
                        PlanShapes.of(mine.json()),
                        PlanShapes.of(real.json()));
            }
            errors.add(error);
        }

        String line(String name) {
            errors.sort(null);
            sizes.sort(null);
            return String.format(
                    Locale.ROOT,
                    "%-34s shapes %4d of %4d (%.1f %%)  cost error median %.3f %%  p90 %.3f %%  max %.2f %%  size error max %s",
                    name,
                    equal,
                    all,
                    100.0 * equal / all,
                    100 * at(errors, 0.5),
                    100 * at(errors, 0.9),
                    100 * at(errors, 1),
                    sizes.isEmpty()
                            ? "-"
                            : String.format(
                                    Locale.ROOT, "%.1f %% (median %.1f %%)", 100 * at(sizes, 1), 100 * at(sizes, 0.5)));
        }

        private static double at(List<Double> sorted, double share) {
            return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.round(share * (sorted.size() - 1)));
        }
    }

    private record Asked(double cost, String json) {}

    public static void main(String[] arguments) throws Exception {
        double scale = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 0.5;
        var versions = arguments.length > 1 ? List.of(arguments).subList(1, arguments.length) : List.of("15", "18");
        for (var version : versions) {
            boolean packaged = version.equals("15");
            try (PgServer source =
                    packaged ? Servers.packagedPostgres("max_connections=20") : Servers.postgres18(Map.of())) {
                try (var connection = source.connect()) {
                    long start = System.nanoTime();
                    TpchData.load(connection, scale);
                    System.out.printf(
                            Locale.ROOT,
                            "PostgreSQL %s, TPC-H %s, loaded in %.0f s%n",
                            version,
                            scale,
                            (System.nanoTime() - start) / 1e9);
                    for (int workers : new int[] {0, 2}) {
                        compare(source, connection, packaged, workers);
                    }
                }
            }
        }
    }

    private static void compare(PgServer source, Connection session, boolean packaged, int workers) throws Exception {
        run(session, "alter database postgres set max_parallel_workers_per_gather = " + workers);
        run(session, "set max_parallel_workers_per_gather = " + workers);
        var twins = new LinkedHashMap<String, Twin>();
        long start = System.nanoTime();
        twins.put("twin, same version", Twin.open(() -> connect(source), LabOptions.DEFAULT));
        System.out.printf(Locale.ROOT, "  twin made in %.1f s%n", (System.nanoTime() - start) / 1e9);
        if (packaged) {
            twins.put("twin 18 for 15", Twin.open(() -> connect(source), LabOptions.DEFAULT.as(18)));
        }
        boolean hypothetical = packaged && hypopg(session);
        var scores = new LinkedHashMap<String, Score>();
        try {
            for (var set : sets()) {
                compare(session, twins, hypothetical, set, scores);
            }
        } finally {
            twins.values().forEach(Twin::close);
        }
        System.out.println(workers == 0 ? "  no parallel plans" : "  parallel plans");
        scores.forEach((name, score) -> System.out.println("  " + score.line(name)));
    }

    private static List<List<String>> sets() {
        var sets = new ArrayList<List<String>>();
        INDEXES.keySet().forEach(name -> sets.add(List.of(name)));
        sets.add(List.copyOf(INDEXES.keySet()));
        return sets;
    }

    private static void compare(
            Connection session,
            Map<String, Twin> twins,
            boolean hypothetical,
            List<String> set,
            Map<String, Score> scores)
            throws Exception {
        var statements =
                set.stream().map(name -> String.valueOf(INDEXES.get(name))).toList();
        var queries = TpchQueries.ALL.stream()
                .filter(query -> statements.stream().anyMatch(it -> query.contains(it.split(" ", -1)[4])))
                .toList();
        var hypo = hypothetical ? hypotheses(session, statements, queries) : List.<Asked>of();
        for (var statement : statements) {
            run(session, statement);
        }
        var sizes = new HashMap<String, Long>();
        for (var name : set) {
            sizes.put(name, Long.parseLong(ask(session, "select pg_relation_size('" + name + "')")));
        }
        var real = new ArrayList<Asked>();
        for (var query : queries) {
            real.add(explain(session, query));
        }
        for (var name : set) {
            run(session, "drop index " + name);
        }
        for (var twin : twins.entrySet()) {
            var score = scores.computeIfAbsent(twin.getKey(), _ -> new Score());
            var candidates = new LinkedHashSet<Candidate>();
            twin.getValue().candidates(statements).forEach(it -> candidates.add(it.orThrow()));
            var answers = twin.getValue()
                    .explain(queries.stream()
                            .map(query -> Question.with(query, candidates))
                            .toList());
            for (int i = 0; i < queries.size(); i++) {
                var it = answers.get(i).orThrow();
                score.plan(queries.get(i), new Asked(it.cost(), it.planJson()), real.get(i));
            }
            if (set.size() == 1) {
                for (var candidate : candidates) {
                    double size = sizes.getOrDefault(candidate.name(), 1L);
                    double error = Math.abs(candidate.sizeBytes() - size) / size;
                    if (error > 0.05) {
                        System.err.printf(
                                Locale.ROOT, "      %s: %d for %.0f%n", candidate.ddl(), candidate.sizeBytes(), size);
                    }
                    score.sizes.add(error);
                }
            }
        }
        for (int i = 0; i < hypo.size(); i++) {
            scores.computeIfAbsent("HypoPG", _ -> new Score()).plan(queries.get(i), hypo.get(i), real.get(i));
        }
    }

    private static boolean hypopg(Connection session) {
        try {
            run(session, "create extension if not exists hypopg");
            return true;
        } catch (SQLException e) {
            System.out.println("  no HypoPG here: " + e.getMessage());
            return false;
        }
    }

    private static List<Asked> hypotheses(Connection session, List<String> statements, List<String> queries)
            throws SQLException {
        var names = new HashMap<String, String>();
        for (var statement : statements) {
            var name =
                    ask(session, "select indexname from hypopg_create_index('" + statement.replace("'", "''") + "')");
            names.put(name, statement.split(" ", -1)[2]);
        }
        var asked = new ArrayList<Asked>();
        for (var query : queries) {
            var it = explain(session, query);
            var json = it.json();
            for (var name : names.entrySet()) {
                json = json.replace(name.getKey(), name.getValue());
            }
            asked.add(new Asked(it.cost(), json));
        }
        ask(session, "select hypopg_reset()");
        return asked;
    }

    private static Asked explain(Connection session, String query) throws SQLException {
        var json = ask(session, "explain (format json) " + query);
        var cost = java.util.regex.Pattern.compile("\"Total Cost\": ([0-9.]+)").matcher(json);
        return new Asked(cost.find() ? Double.parseDouble(cost.group(1)) : Double.NaN, json);
    }

    private static Connection connect(PgServer source) throws SQLException {
        return DriverManager.getConnection(
                source.url() + "?options=-c%20default_transaction_read_only=on", "postgres", source.password());
    }

    private static void run(Connection session, String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Connection session, String sql) throws SQLException {
        try (var statement = session.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
