package dev.perfdeck.core.query.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.perfdeck.core.query.QueryProfile;
import dev.perfdeck.core.query.QueryProfiler;
import dev.perfdeck.core.query.SlowCall;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import dev.perfdeck.support.Until;
import java.lang.reflect.Modifier;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;

/// What pgjdbc's own tests ask of a driver, asked through the wrapper: around the driver, around a pool, and in a
/// pool.
class ProfiledDataSourceTest {
    private static PgServer server;

    private final QueryProfiler profiler = new QueryProfiler(60_000);
    private final List<AutoCloseable> open = new ArrayList<>();

    enum Layers {
        DRIVER,
        AROUND_A_POOL,
        IN_A_POOL
    }

    @BeforeAll
    static void start() throws Exception {
        server = Servers.postgres(Map.of());
        server.execute(
                "create table t (id int primary key generated always as identity, name text unique, data bytea)",
                "create function twice(n int) returns int language sql as 'select n * 2'",
                "create function cursor_of(n int) returns refcursor language plpgsql as"
                        + " 'declare c refcursor := ''c''; begin open c for select generate_series(1, n); return c; end'",
                "create procedure swap(inout a int, inout b int) language plpgsql as"
                        + " 'declare c int := a; begin a := b; b := c; end'");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @AfterEach
    void close() throws Exception {
        for (var thing : open.reversed()) {
            thing.close();
        }
        server.execute("truncate t restart identity");
    }

    private DataSource source(Layers layers) {
        return switch (layers) {
            case DRIVER -> profiled(driver());
            case AROUND_A_POOL -> profiled(pool(driver()));
            case IN_A_POOL -> pool(profiled(driver()));
        };
    }

    private ProfiledDataSource profiled(DataSource real) {
        return kept(new ProfiledDataSource(real, profiler));
    }

    private HikariDataSource pool(DataSource real) {
        var config = new HikariConfig();
        config.setDataSource(real);
        config.setMaximumPoolSize(2);
        return kept(new HikariDataSource(config));
    }

    private <T extends AutoCloseable> T kept(T thing) {
        open.add(thing);
        return thing;
    }

    private static PGSimpleDataSource driver() {
        var source = new PGSimpleDataSource();
        source.setUrl(server.url());
        source.setUser("postgres");
        source.setPassword(server.password());
        return source;
    }

    @ParameterizedTest
    @EnumSource
    void readsWritesAndCounts(Layers layers) throws Exception {
        try (var connection = source(layers).getConnection()) {
            try (var insert = connection.prepareStatement("insert into t (name) values (?)")) {
                insert.setString(1, "a");
                assertThat(insert.executeUpdate()).isEqualTo(1);
                insert.setNull(1, Types.VARCHAR);
                assertThat(insert.execute()).isFalse();
                assertThat(insert.getUpdateCount()).isEqualTo(1);
                assertThat(insert.getResultSet()).isNull();
            }
            try (var statement = connection.createStatement()) {
                assertThat(statement.execute("select name from t where id < 17 order by id"))
                        .isTrue();
                try (var rows = statement.getResultSet()) {
                    assertThat(rows.getStatement()).isSameAs(statement);
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString("name")).isEqualTo("a");
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isNull();
                    assertThat(rows.wasNull()).isTrue();
                    assertThat(rows.next()).isFalse();
                }
                assertThat(statement.getMoreResults()).isFalse();
                assertThat(statement.executeLargeUpdate("update t set name = 'b' where id = 1"))
                        .isEqualTo(1);
            }
        }
        counted("insert into t (name) values (?)", 2, 2, 0);
        counted("select name from t where id < ? order by id", 1, 2, 0);
        counted("update t set name = ? where id = ?", 1, 1, 0);
    }

    @ParameterizedTest
    @EnumSource
    void aBatchIsOneCall(Layers layers) throws Exception {
        try (var connection = source(layers).getConnection()) {
            try (var insert = connection.prepareStatement("insert into t (name) values (?)")) {
                for (int i = 0; i < 20; i++) {
                    insert.setString(1, "n" + i);
                    insert.addBatch();
                }
                assertThat(insert.executeBatch()).hasSize(20).containsOnly(1);
                assertThat(insert.executeBatch()).isEmpty();
                insert.setString(1, "n5");
                insert.addBatch();
                assertThatThrownBy(insert::executeBatch).isInstanceOf(BatchUpdateException.class);
            }
            try (var statement = connection.createStatement()) {
                statement.addBatch("delete from t where name = 'n1'");
                statement.addBatch("delete from t where name = 'n2'");
                statement.clearBatch();
                statement.addBatch("delete from t where name = 'n3'");
                assertThat(statement.executeLargeBatch()).containsExactly(1L);
            }
        }
        counted("insert into t (name) values (?)", 2, 20, 1);
        counted("delete from t where name = ?", 1, 1, 0);
    }

    @ParameterizedTest
    @EnumSource
    void generatedKeysAreThere(Layers layers) throws Exception {
        try (var connection = source(layers).getConnection()) {
            for (var insert : List.of(
                    connection.prepareStatement(
                            "insert into t (name) values (?), (?)", Statement.RETURN_GENERATED_KEYS),
                    connection.prepareStatement("insert into t (name) values (?), (?)", new String[] {"id"}))) {
                try (insert) {
                    insert.setString(1, "a" + insert.hashCode());
                    insert.setObject(2, "b" + insert.hashCode());
                    assertThat(insert.executeUpdate()).isEqualTo(2);
                    try (var keys = insert.getGeneratedKeys()) {
                        assertThat(keys.getStatement()).isSameAs(insert);
                        assertThat(keys.next()).isTrue();
                        assertThat(keys.getInt("id")).isPositive();
                        assertThat(keys.next()).isTrue();
                        assertThat(keys.next()).isFalse();
                    }
                }
            }
        }
        counted("insert into t (name) values (?)", 2, 4, 0);
    }

    @ParameterizedTest
    @EnumSource
    void callsFunctionsProceduresAndCursors(Layers layers) throws Exception {
        try (var connection = source(layers).getConnection()) {
            try (var call = connection.prepareCall("{? = call twice(?)}")) {
                call.registerOutParameter(1, Types.INTEGER);
                call.setInt(2, 21);
                call.execute();
                assertThat(call.getInt(1)).isEqualTo(42);
            }
            try (var call = connection.prepareCall("call swap(?, ?)")) {
                call.setInt(1, 1);
                call.setInt(2, 2);
                call.registerOutParameter(1, Types.INTEGER);
                call.registerOutParameter(2, Types.INTEGER);
                call.execute();
                assertThat(call.getInt(1)).isEqualTo(2);
            }
            connection.setAutoCommit(false);
            try (var call = connection.prepareCall("{? = call cursor_of(?)}")) {
                call.registerOutParameter(1, Types.REF_CURSOR);
                call.setInt(2, 3);
                call.execute();
                try (var rows = (ResultSet) call.getObject(1)) {
                    int read = 0;
                    while (rows.next()) {
                        read++;
                    }
                    assertThat(read).isEqualTo(3);
                }
            }
            connection.commit();
        }
        counted("{ ? = call cursor_of(?) }", 1, 3, 0);
    }

    @ParameterizedTest
    @EnumSource
    void rowsOfAStreamCountAsTheyAreRead(Layers layers) throws Exception {
        try (var connection = source(layers).getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.prepareStatement("select generate_series(1, ?)")) {
                statement.setFetchSize(10);
                assertThat(statement.getFetchSize()).isEqualTo(10);
                statement.setInt(1, 100_000);
                var rows = statement.executeQuery();
                for (int i = 0; i < 25; i++) {
                    assertThat(rows.next()).isTrue();
                }
                assertThat(rows.getRow()).isEqualTo(25);
                // Nobody closes it: the next execution does.
                statement.setInt(1, 2);
                assertThat(statement.executeQuery().next()).isTrue();
                assertThat(rows.isClosed()).isTrue();
            }
            connection.rollback();
        }
        counted("select generate_series(?, ?)", 2, 26, 0);
    }

    @ParameterizedTest
    @EnumSource
    void errorsAndClosedThingsAreAsBefore(Layers layers) throws Exception {
        var source = source(layers);
        var connection = source.getConnection();
        var statement = connection.createStatement();
        assertThatThrownBy(() -> statement.executeQuery("select 1 / 0"))
                .isInstanceOfSatisfying(
                        PSQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22012"));
        assertThatThrownBy(() -> statement.executeQuery("update t set name = 'x'"))
                .isInstanceOf(SQLException.class);
        var rows = statement.executeQuery("select 1");
        rows.close();
        assertThat(rows.isClosed()).isTrue();
        assertThatThrownBy(rows::next).isInstanceOf(SQLException.class);
        statement.closeOnCompletion();
        assertThat(statement.isCloseOnCompletion()).isTrue();
        statement.close();
        statement.close();
        assertThat(statement.isClosed()).isTrue();
        assertThatThrownBy(() -> statement.executeQuery("select 1")).isInstanceOf(SQLException.class);
        connection.close();
        connection.close();
        assertThat(connection.isClosed()).isTrue();
        assertThatThrownBy(connection::createStatement).isInstanceOf(SQLException.class);
        assertThat(of("select ? / ?").errors()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void leadsBackToItselfAndDownToTheDriver(Layers layers) throws Exception {
        try (var connection = source(layers).getConnection();
                var statement = connection.createStatement();
                var prepared = connection.prepareStatement("select 1")) {
            assertThat(connection.isWrapperFor(PGConnection.class)).isTrue();
            assertThat(connection.unwrap(PGConnection.class).getBackendPID()).isPositive();
            assertThat(prepared.unwrap(PGStatement.class).getPrepareThreshold()).isEqualTo(5);
            assertThat(connection.unwrap(Connection.class)).isNotNull();
            assertThat(connection.isWrapperFor(List.class)).isFalse();
            assertThatThrownBy(() -> connection.unwrap(List.class)).isInstanceOf(SQLException.class);
            assertThat(statement.getConnection()).isSameAs(connection);
            assertThat(prepared.getConnection()).isSameAs(connection);
            assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
            assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("PostgreSQL");
            assertThat(statement.enquoteIdentifier("a b", true)).isEqualTo("\"a b\"");
            assertThat(connection.createArrayOf("int4", new Integer[] {1, 2}).getArray())
                    .isEqualTo(new Integer[] {1, 2});
            var savepoint = transaction(connection);
            connection.rollback(savepoint);
            connection.rollback();
        }
    }

    private static Savepoint transaction(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        return connection.setSavepoint("s");
    }

    @ParameterizedTest
    @EnumSource
    void scrollsAndUpdatesRows(Layers layers) throws Exception {
        server.execute("insert into t (name) values ('a'), ('b'), ('c')");
        try (var connection = source(layers).getConnection();
                var statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                var rows = statement.executeQuery("select id, name from t order by id")) {
            assertThat(rows.last()).isTrue();
            assertThat(rows.absolute(2)).isTrue();
            rows.updateString("name", "z");
            rows.updateRow();
        }
        assertThat(server.ask("select string_agg(name, '' order by id) from t")).isEqualTo("azc");
    }

    @Test
    void aPoolGivesTheSameConnectionAgainAndNoticesABrokenOne() throws Exception {
        var pool = pool(profiled(driver()));
        int pid;
        try (var connection = pool.getConnection()) {
            pid = connection.unwrap(PGConnection.class).getBackendPID();
        }
        try (var connection = pool.getConnection()) {
            assertThat(connection.unwrap(PGConnection.class).getBackendPID()).isEqualTo(pid);
            server.execute("select pg_terminate_backend(" + pid + ")");
            assertThatThrownBy(() -> connection.createStatement().execute("select 1"))
                    .isInstanceOf(SQLException.class);
            assertThat(connection.isClosed()).isTrue();
        }
        try (var connection = pool.getConnection()) {
            assertThat(connection.unwrap(PGConnection.class).getBackendPID()).isNotEqualTo(pid);
        }
    }

    @Test
    void anotherThreadCanCancel() throws Exception {
        try (var connection = source(Layers.DRIVER).getConnection();
                var statement = connection.createStatement()) {
            var canceller = Thread.ofVirtual().start(() -> {
                try {
                    Until.until(
                            "it runs",
                            () -> server.ask(
                                            "select count(*) from pg_stat_activity where query = 'select pg_sleep(60)' and state = 'active'")
                                    .equals("1"));
                    statement.cancel();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThatThrownBy(() -> statement.execute("select pg_sleep(60)"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
            canceller.join();
        }
    }

    @Test
    void aNamedQueryTakesItsStatements() throws Exception {
        try (var connection = source(Layers.DRIVER).getConnection()) {
            profiler.profile("two", () -> {
                try (var statement = connection.createStatement()) {
                    statement.execute("select 1");
                    try (var rows = statement.executeQuery("select generate_series(1, 5)")) {
                        while (rows.next()) {
                            continue;
                        }
                    }
                }
                return List.of("not", "rows");
            });
        }
        counted("two", 1, 5, 0);
        assertThat(profiler.profiles()).hasSize(1);
    }

    @Test
    void aSlowStatementIsReportedWhileItRuns() throws Exception {
        var slow = new QueryProfiler(50);
        try (var source = new ProfiledDataSource(driver(), slow);
                var connection = source.getConnection();
                var statement = connection.createStatement()) {
            var runner = Thread.ofVirtual().start(() -> {
                try {
                    statement.execute("select 'secret' from pg_sleep(60)");
                } catch (SQLException _) {
                    // It is cancelled.
                }
            });
            Until.until("it is reported", () -> !slow.slowCalls().isEmpty());
            assertThat(slow.slowCalls()).singleElement().satisfies(call -> {
                assertThat(call.outcome()).isEqualTo(SlowCall.Outcome.RUNNING);
                assertThat(call.sql()).isEqualTo("select ? from pg_sleep(?)");
                assertThat(call.duration()).isGreaterThanOrEqualTo(slow.slowThreshold());
            });
            assertThat(slow.profiles()).isEmpty();
            statement.cancel();
            runner.join();
            assertThat(slow.slowCalls())
                    .extracting(SlowCall::outcome)
                    .containsExactly(SlowCall.Outcome.FAILED, SlowCall.Outcome.RUNNING);
        }
    }

    /// A default method of an interface that throws must not hide what the driver has.
    @Test
    void whatJdbcLeavesOpenIsTheDrivers() throws Exception {
        try (var connection = source(Layers.DRIVER).getConnection();
                var statement = connection.createStatement()) {
            for (var object :
                    List.of(connection, statement, connection.getMetaData(), statement.executeQuery("select 1"))) {
                assertThat(object.getClass().getMethods())
                        .filteredOn(method ->
                                method.getDeclaringClass().isInterface() && !Modifier.isStatic(method.getModifiers()))
                        .isEmpty();
            }
        }
    }

    private void counted(String name, long calls, long rows, long errors) {
        var query = of(name);
        assertThat(List.of(query.count(), query.rows(), query.errors()))
                .as("calls, rows, errors of " + name)
                .containsExactly(calls, rows, errors);
    }

    private QueryProfile of(String name) {
        return profiler.profiles().stream()
                .filter(query -> query.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in "
                        + profiler.profiles().stream().map(QueryProfile::name).toList()));
    }
}
