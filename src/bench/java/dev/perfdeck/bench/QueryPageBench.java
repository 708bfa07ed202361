package dev.perfdeck.bench;

import dev.perfdeck.core.query.fetch.FetchPlan;
import dev.perfdeck.core.query.page.Counting;
import dev.perfdeck.core.query.page.CursorKey;
import dev.perfdeck.core.query.page.Keyset;
import dev.perfdeck.core.query.page.Pages;
import dev.perfdeck.core.query.sql.Column;
import dev.perfdeck.core.query.sql.Select;
import dev.perfdeck.core.query.sql.SqlType;
import dev.perfdeck.core.query.sql.Table;
import dev.perfdeck.support.FaultProxy;
import dev.perfdeck.support.Servers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// Pages and fetch plans against what a program does without them: one server, one connection, in turn, the first
/// round discarded. Prints medians and their ratios.
public final class QueryPageBench {
    private static final int ROWS = 1_000_000;
    private static final int DEEP = 990_000;
    private static final int SIZE = 20;
    private static final int PARENTS = 100;

    private static final Table T = Table.of("t");
    private static final Column<Long> ID = T.column("id", SqlType.INT8).notNull();
    private static final Column<String> NAME = T.column("name", SqlType.TEXT).notNull();
    private static final Column<Instant> CREATED =
            T.column("created_at", SqlType.TIMESTAMPTZ).notNull();
    private static final Table C = Table.of("c");
    private static final Column<Long> CHILD_ID = C.column("id", SqlType.INT8).notNull();
    private static final Column<Long> PARENT_ID =
            C.column("parent_id", SqlType.INT8).notNull();
    private static final Select ALL = Select.from(T).columns(ID, NAME, CREATED).orderBy(CREATED.desc(), ID.desc());

    record Row(long id, String name, Instant createdAt) {}

    record Child(long id, long parentId) {}

    record Family(Row parent, List<Child> children) {}

    private QueryPageBench() {}

    public static void main(String[] args) throws Exception {
        try (var server = Servers.postgres18()) {
            server.execute(
                    "create table t as select n::int8 as id, 'row ' || n as name, repeat('x', 100) as filler,"
                            + " timestamptz '2026-01-01' + (n / 3) * interval '1 second' as created_at"
                            + " from generate_series(1, " + ROWS + ") n",
                    "alter table t add primary key (id), alter created_at set not null",
                    "create index on t (created_at desc, id desc)",
                    "create table c as select n::int8 as id, (1 + (n - 1) / 5)::int8 as parent_id"
                            + " from generate_series(1, " + ROWS + ") n",
                    "create index on c (parent_id, id)",
                    "vacuum analyze t, c");
            try (var connection = server.connect()) {
                keyset(connection);
                counts(connection);
                families(connection, 300, "no network between");
            }
            try (var proxy = new FaultProxy(server.port())) {
                try (var far = DriverManager.getConnection(server.url(proxy.port()), "postgres", server.password())) {
                    proxy.latency(1);
                    families(far, 15, "1 ms of network between");
                }
            }
        }
    }

    private static void keyset(Connection connection) throws Exception {
        var keyset = new Keyset(ALL, ID, new CursorKey(new byte[32]));
        // The first page's cursor, and that of the page that ends at the depth: it is asked for once, by its size.
        var begin = keyset.first(connection, Row.class, SIZE).next().orElseThrow();
        var end = keyset.first(connection, Row.class, DEEP).next().orElseThrow();
        Callable<?> start = () -> keyset.at(connection, Row.class, SIZE, begin);
        Callable<?> deep = () -> keyset.at(connection, Row.class, SIZE, end);
        Callable<?> offset = () -> ALL.limit(SIZE).offset(DEEP).list(connection, Row.class);
        var micros = turns(200, start, deep);
        double slow = turns(7, offset)[0];
        report("keyset at the end : at the start (goal <= 1.5)", micros[1], micros[0]);
        report("OFFSET : keyset, both at 990,000 (goal > 500)", slow, micros[1]);
    }

    private static void counts(Connection connection) throws Exception {
        var estimated = new Pages(ALL, new Counting.Estimated());
        var capped = new Pages(ALL, new Counting.Capped(10_000));
        Callable<?> ours = () -> ten(connection, estimated);
        Callable<?> cut = () -> ten(connection, capped);
        Callable<?> naive = () -> {
            for (int page = 0; page < 10; page++) {
                ALL.limit(SIZE).offset((long) page * SIZE).list(connection, Row.class);
                try (var statement = connection.createStatement();
                        var count = statement.executeQuery("select count(*) from t")) {
                    count.next();
                }
            }
            return 10;
        };
        var micros = turns(7, ours, cut, naive);
        report("pages 1 to 10 with an estimated count : count(*) each (goal <= 0.1)", micros[0], micros[2]);
        report("pages 1 to 10, count capped at 10,000 : count(*) each (goal <= 0.1)", micros[1], micros[2]);
    }

    private static int ten(Connection connection, Pages pages) throws SQLException {
        for (int page = 0; page < 10; page++) {
            pages.page(connection, Row.class, page, SIZE);
        }
        return 10;
    }

    private static void families(Connection connection, int rounds, String where) throws Exception {
        var children = Select.from(C).columns(CHILD_ID, PARENT_ID).orderBy(PARENT_ID.asc(), CHILD_ID.asc());
        var plan = new FetchPlan<>(
                "families",
                new FetchPlan.Parents<>(
                        Select.from(T).columns(ID, NAME, CREATED).orderBy(ID.asc()), Row.class, ID),
                new FetchPlan.Children<>(children, Child.class, PARENT_ID),
                Family::new);
        Callable<?> ours = () -> plan.load(connection, PARENTS, 0);
        Callable<?> loop = () -> loop(connection);
        Callable<?> join = () -> join(connection);
        if (!ours.call().equals(loop.call()) || !ours.call().equals(join.call())) {
            throw new IllegalStateException("the three ways do not agree");
        }
        var micros = turns(rounds, ours, loop, join);
        report("N+1 loop : fetch plan, " + where + " (goal >= 10)", micros[1], micros[0]);
        report("fetch plan : join by hand, " + where + " (goal <= 1.3)", micros[0], micros[2]);
    }

    private static List<Family> loop(Connection connection) throws SQLException {
        var all = new ArrayList<Family>();
        try (var parents = connection.prepareStatement("select id, name, created_at from t order by id limit 100");
                var rows = parents.executeQuery()) {
            while (rows.next()) {
                var row = row(rows);
                try (var children =
                        connection.prepareStatement("select id, parent_id from c where parent_id = ? order by id")) {
                    children.setLong(1, row.id());
                    all.add(new Family(row, children(children)));
                }
            }
        }
        return all;
    }

    private static List<Child> children(PreparedStatement statement) throws SQLException {
        var all = new ArrayList<Child>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                all.add(new Child(rows.getLong(1), rows.getLong(2)));
            }
        }
        return all;
    }

    private static List<Family> join(Connection connection) throws SQLException {
        var found = new LinkedHashMap<Row, List<Child>>();
        try (var statement = connection.prepareStatement("select p.id, p.name, p.created_at, c.id, c.parent_id from"
                        + " (select id, name, created_at from t order by id limit 100) p"
                        + " left join c on c.parent_id = p.id order by p.id, c.id");
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                var own = found.computeIfAbsent(row(rows), key -> new ArrayList<>());
                if (rows.getObject(4) != null) {
                    own.add(new Child(rows.getLong(4), rows.getLong(5)));
                }
            }
        }
        var all = new ArrayList<Family>();
        found.forEach((row, own) -> all.add(new Family(row, own)));
        return all;
    }

    private static Row row(ResultSet rows) throws SQLException {
        return new Row(
                rows.getLong(1),
                rows.getString(2),
                rows.getObject(3, OffsetDateTime.class).toInstant());
    }

    /// Medians in microseconds, each way in turn.
    private static double[] turns(int rounds, Callable<?>... ways) throws Exception {
        var times = new double[ways.length][rounds];
        for (int round = -Math.max(1, rounds / 4); round < rounds; round++) {
            for (int way = 0; way < ways.length; way++) {
                long begun = System.nanoTime();
                if (ways[way].call() == null) {
                    throw new IllegalStateException("nothing was read");
                }
                times[way][Math.max(0, round)] = (System.nanoTime() - begun) / 1e3;
            }
        }
        return Arrays.stream(times)
                .mapToDouble(all -> Arrays.stream(all).sorted().toArray()[rounds / 2])
                .toArray();
    }

    private static void report(String what, double micros, double against) {
        System.out.printf(Locale.ROOT, "%s: %.3f (%.0f us : %.0f us)%n", what, micros / against, micros, against);
    }
}
