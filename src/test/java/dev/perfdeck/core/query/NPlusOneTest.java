package dev.perfdeck.core.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfdeck.core.query.guard.NPlusOneGuard;
import dev.perfdeck.core.query.jdbc.ProfiledDataSource;
import dev.perfdeck.model.QueryFigures.NPlusOne;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/// What is asked one by one, found in programs that ask a real server; and that what is proposed gives the same rows.
class NPlusOneTest {
    private static PgServer server;
    private static final String BY_ID = "select name from users where id = ?";

    private final NPlusOneGuard guard = new NPlusOneGuard();
    private ProfiledDataSource source;
    private Connection connection;

    @BeforeAll
    static void start() throws Exception {
        server = Servers.postgres(Map.of());
        server.execute(
                "create table users (id int primary key, name text, team int, born date)",
                "insert into users select n, 'user ' || n, n % 3, date '2000-01-01' + n from generate_series(1, 30) n",
                "create table posts (id int primary key, user_id int, title text, score int)",
                "insert into posts select n, 1 + n % 20, 'post ' || n, n % 7 from generate_series(1, 100) n");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void open() throws Exception {
        var driver = new PGSimpleDataSource();
        driver.setUrl(server.url());
        driver.setUser("postgres");
        driver.setPassword(server.password());
        source = new ProfiledDataSource(driver, new QueryProfiler(60_000), guard);
        connection = source.getConnection();
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
        source.close();
    }

    @Test
    void aLoopIsFoundWithItsPlaceAndWhatReplacesIt() throws Exception {
        guard.inUnit(() -> names(8));
        guard.inUnit(() -> names(6));
        assertThat(guard.findings()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(NPlusOne.Kind.QUERY);
            assertThat(found.statement()).isEqualTo(BY_ID);
            assertThat(found.callSite()).startsWith("dev.perfdeck.core.query.NPlusOneTest.name(NPlusOneTest.java:");
            assertThat(found.count()).isEqualTo(14);
            assertThat(found.units()).isEqualTo(2);
            assertThat(found.totalMillis()).isPositive();
            assertThat(found.replacement()).isEqualTo("select id, name from users where id = any(?)");
            assertThat(found.lastSeenAt()).isPresent();
        });
        guard.reset();
        assertThat(guard.findings()).isEmpty();
    }

    @Test
    void literalsAreFoundAsParametersAre() throws Exception {
        guard.inUnit(() -> {
            for (int id = 1; id <= 5; id++) {
                try (var statement = connection.createStatement()) {
                    statement
                            .executeQuery("select name from users where id = " + id)
                            .close();
                }
            }
            return 0;
        });
        assertThat(guard.findings()).extracting(NPlusOne::statement).containsExactly(BY_ID);
    }

    @Test
    void noAlarmForWhatIsNone() throws Exception {
        names(20);
        for (int id = 1; id <= 20; id++) {
            int one = id;
            guard.inUnit(() -> name(one));
        }
        guard.inUnit(() -> names(4));
        guard.inUnit(() -> {
            for (int attempt = 0; attempt < 20; attempt++) {
                name(1);
            }
            try (var batch = connection.prepareStatement("update users set team = team where id = ?")) {
                for (int id = 1; id <= 20; id++) {
                    batch.setInt(1, id);
                    batch.addBatch();
                }
                batch.executeBatch();
            }
            guard.sequential(() -> names(20));
            return 0;
        });
        assertThat(guard.findings()).isEmpty();
    }

    @Test
    void aStatementThatIsKeptCountsInEachUnitAlone() throws Exception {
        try (var kept = connection.prepareStatement(BY_ID)) {
            for (int unit = 0; unit < 10; unit++) {
                int first = unit * 3;
                guard.inUnit(() -> {
                    for (int id = first; id < first + 3; id++) {
                        kept.setInt(1, id);
                        kept.executeQuery().close();
                    }
                    return 0;
                });
            }
        }
        assertThat(guard.findings()).isEmpty();
    }

    @Test
    void threadsOfAUnitBelongToIt() throws Exception {
        guard.inUnit(() -> {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                threads.invokeAll(IntStream.range(1, 9)
                        .mapToObj(id -> (Callable<String>) () -> ofOwn(id))
                        .toList());
            }
            return 0;
        });
        assertThat(guard.findings()).singleElement().extracting(NPlusOne::count).isEqualTo(8L);
        guard.reset();
        try (var before = Executors.newSingleThreadExecutor()) {
            before.submit(() -> 0).get();
            guard.inUnit(() -> {
                for (int id = 1; id < 9; id++) {
                    int one = id;
                    before.submit(guard.carrying(() -> ofOwn(one))).get();
                }
                return 0;
            });
        }
        assertThat(guard.findings()).singleElement().extracting(NPlusOne::units).isEqualTo(1L);
    }

    @Test
    void aTestFailsWithWordsThatHelp() throws Exception {
        assertThatThrownBy(() -> guard.assertNoNPlusOne(() -> names(3)))
                .isInstanceOf(AssertionError.class)
                .message()
                .startsWith("N+1 in one unit of work:\n  3 times: " + BY_ID
                        + "\n    at dev.perfdeck.core.query.NPlusOneTest.name(NPlusOneTest.java:")
                .endsWith(")\n    instead: select id, name from users where id = any(?)");
        assertThatCode(() -> guard.assertNoNPlusOne(() -> names(2))).doesNotThrowAnyException();
        assertThatCode(() -> guard.assertNoNPlusOne(10, () -> names(9))).doesNotThrowAnyException();
        assertThatThrownBy(() -> guard.assertNoNPlusOne(() -> {
                    throw new SQLException("its own");
                }))
                .hasMessage("its own");
        assertThat(guard.findings()).isEmpty();
    }

    @Test
    void singleGetsOfACacheAreFoundToo() throws Exception {
        guard.inUnit(() -> {
            for (int id = 0; id < 6; id++) {
                guard.got("workflow:*", "workflow:" + id, 1_000_000);
                guard.got("stats:*", "stats:one", 1_000_000);
            }
            return 0;
        });
        assertThat(guard.findings()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(NPlusOne.Kind.CACHE);
            assertThat(found.statement()).isEqualTo("workflow:*");
            assertThat(found.totalMillis()).isEqualTo(6);
            assertThat(found.replacement()).contains("getAll");
        });
    }

    /// Each statement is sent for the users 1 to 9, then what is proposed once; `n` is what the rows are told apart by.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            select name from users where id = ? | select id, name from users where id = any(?)
            select * from users where id = ? | select * from users where id = any(?)
            select u.name, p.title from users u join posts p on p.user_id = u.id where u.id = ? order by p.id | select u.id, u.name, p.title from users u join posts p on p.user_id = u.id where u.id = any(?) order by p.id
            select title, user_id from posts where score > 2 and user_id = ? order by id desc | select title, user_id from posts where score > ? and user_id = any(?) order by id desc
            select user_id, title from posts where score in (1, 2, 3) and user_id = ? | select user_id, title from posts where score = any(?) and user_id = any(?)
            select id, title from posts where user_id = ? order by id limit 2 | select batch.n, each.* from unnest(?) with ordinality as batch(v1, n) cross join lateral (select id, title from posts where user_id = batch.v1 order by id limit ?) as each order by batch.n
            select count(*), max(score) from posts where user_id = ? | select batch.n, each.* from unnest(?) with ordinality as batch(v1, n) cross join lateral (select count(*), max(score) from posts where user_id = batch.v1) as each order by batch.n
            select title from posts where user_id = ? or id = ? order by id | select batch.n, each.* from unnest(?, ?) with ordinality as batch(v1, v2, n) cross join lateral (select title from posts where user_id = batch.v1 or id = batch.v2 order by id) as each order by batch.n
            with best as (select * from posts where score > 3) select title from best where user_id = ? order by id | select batch.n, each.* from unnest(?) with ordinality as batch(v1, n) cross join lateral (with best as (select * from posts where score > ?) select title from best where user_id = batch.v1 order by id) as each order by batch.n
            select name from users where id = ?::int | select id, name from users where id = any(?::int[])
            select distinct score from posts where user_id = ? order by score | select batch.n, each.* from unnest(?) with ordinality as batch(v1, n) cross join lateral (select distinct score from posts where user_id = batch.v1 order by score) as each order by batch.n
            """)
    void whatIsProposedGivesTheSameRows(String sql, String proposed) throws Exception {
        var oneByOne = new ArrayList<String>();
        guard.inUnit(() -> {
            try (var statement = connection.prepareStatement(sql)) {
                for (int id = 1; id <= 9; id++) {
                    for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                        statement.setInt(i, id);
                    }
                    oneByOne.addAll(rows(statement, id + ":"));
                }
            }
            return 0;
        });
        assertThat(guard.findings())
                .singleElement()
                .extracting(NPlusOne::replacement)
                .isEqualTo(proposed);
        assertThat(atOnce(proposed)).containsExactlyElementsOf(oneByOne);
    }

    /// The rows of what is proposed, each without the first column where that was added, told by whose they are.
    private List<String> atOnce(String proposed) throws SQLException {
        var users = connection.createArrayOf(
                "int4", IntStream.rangeClosed(1, 9).boxed().toArray());
        try (var statement = connection.prepareStatement(proposed)) {
            boolean lateral = proposed.startsWith("select batch.n");
            long arrays = proposed.substring(0, lateral ? proposed.indexOf(')') : 0)
                    .chars()
                    .filter(c -> c == '?')
                    .count();
            long all = proposed.chars().filter(c -> c == '?').count();
            for (int i = 1; i <= all; i++) {
                if (i <= arrays || (!lateral && i == all)) {
                    statement.setArray(i, users);
                } else if (proposed.contains("score = any(?)")) {
                    statement.setArray(i, connection.createArrayOf("int4", new Integer[] {1, 2, 3}));
                } else {
                    statement.setInt(i, proposed.contains("best") ? 3 : 2);
                }
            }
            return byUser(statement, proposed);
        }
    }

    private static List<String> byUser(PreparedStatement statement, String proposed) throws SQLException {
        var rows = new ArrayList<List<String>>(IntStream.range(0, 10)
                .mapToObj(_ -> (List<String>) new ArrayList<String>())
                .toList());
        try (var result = statement.executeQuery()) {
            var own = proposed.contains("user_id = any(?)") && result.findColumn("user_id") > 0;
            boolean added = !own && !proposed.startsWith("select *");
            while (result.next()) {
                int user = own ? result.getInt("user_id") : result.getInt(1);
                rows.get(user).add(user + ":" + row(result, added ? 2 : 1));
            }
        }
        return rows.stream().flatMap(List::stream).toList();
    }

    private static List<String> rows(PreparedStatement statement, String prefix) throws SQLException {
        var rows = new ArrayList<String>();
        try (var result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(prefix + row(result, 1));
            }
        }
        return rows;
    }

    private static String row(ResultSet result, int from) throws SQLException {
        var row = new StringBuilder();
        for (int i = from; i <= result.getMetaData().getColumnCount(); i++) {
            row.append(result.getString(i)).append(';');
        }
        return row.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            delete from posts where user_id = ? | delete from posts where user_id = any(?) | *
            update posts set score = 0 where user_id = ? | update posts set score = ? where user_id = any(?) | 0 *
            update posts set score = ? where user_id = 3 and id > ? | addBatch() for each, and one executeBatch(): update posts set score = ? where user_id = ? and id > ? | * 3 *
            insert into posts (id, user_id) values (1000 + ?, ?) | addBatch() for each, and one executeBatch(): insert into posts (id, user_id) values (? + ?, ?) | 1000 * *
            insert into posts (id, user_id) values (?, ?) on conflict do nothing | insert into posts (id, user_id) select * from unnest(?, ?) on conflict do nothing | * *
            """)
    void writesAreBatchedAndLeaveTheSameTable(String sql, String proposed, String places) throws Exception {
        connection.setAutoCommit(false);
        guard.inUnit(() -> {
            try (var statement = connection.prepareStatement(sql)) {
                someArePast();
                for (int id = 1; id <= 9; id++) {
                    for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                        statement.setInt(i, id);
                    }
                    statement.executeUpdate();
                }
            }
            return 0;
        });
        var oneByOne = posts();
        connection.rollback();
        assertThat(guard.findings())
                .singleElement()
                .extracting(NPlusOne::replacement)
                .isEqualTo(proposed);
        someArePast();
        assertThat(posts()).as("the writes are to be seen").isNotEqualTo(oneByOne);
        writeAtOnce(proposed, List.of(places.split(" ", -1)));
        assertThat(posts()).isEqualTo(oneByOne);
        connection.rollback();
    }

    /// So that of rows that may conflict, some do not.
    private void someArePast() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("delete from posts where id in (2, 5)");
        }
    }

    /// @param places `*` where the value is another each time
    private void writeAtOnce(String proposed, List<String> places) throws SQLException {
        var batch = "addBatch() for each, and one executeBatch(): ";
        boolean inTurn = proposed.startsWith(batch);
        var users = connection.createArrayOf(
                "int4", IntStream.rangeClosed(1, 9).boxed().toArray());
        try (var statement = connection.prepareStatement(proposed.replace(batch, ""))) {
            for (int id = 1; id <= (inTurn ? 9 : 1); id++) {
                for (int i = 1; i <= places.size(); i++) {
                    var place = places.get(i - 1);
                    if (!place.equals("*")) {
                        statement.setInt(i, Integer.parseInt(place));
                    } else if (inTurn) {
                        statement.setInt(i, id);
                    } else {
                        statement.setArray(i, users);
                    }
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private List<String> posts() throws SQLException {
        try (var statement = connection.prepareStatement("select * from posts order by id")) {
            return rows(statement, "");
        }
    }

    private List<String> names(int users) throws SQLException {
        var names = new ArrayList<String>();
        for (int id = 1; id <= users; id++) {
            names.add(name(id));
        }
        return names;
    }

    private String ofOwn(int id) throws SQLException {
        try (var own = source.getConnection();
                var statement = own.prepareStatement(BY_ID)) {
            statement.setInt(1, id);
            statement.executeQuery().close();
            return "";
        }
    }

    private String name(int id) throws SQLException {
        try (var statement = connection.prepareStatement(BY_ID)) {
            statement.setInt(1, id);
            try (var row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }
}
