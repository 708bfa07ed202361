package dev.perfdeck.core.lab.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.core.embedded.PgChild;
import dev.perfdeck.core.embedded.PgPrograms;
import dev.perfdeck.core.embedded.ServerHome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The pages that we write are valid to PostgreSQL's own checker, and say the height that they should.
class EmptyBtreeTest {
    static Stream<PgPrograms> versions() {
        return Stream.of(new PgPrograms.Carried(), new PgPrograms.Installed(Path.of("/usr/lib/postgresql/15/bin"), 15));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theCheckerFindsNothing(PgPrograms programs) throws Exception {
        try (var home = ServerHome.create(ServerHome.TWIN);
                var server = PgChild.start(
                        home, programs, Map.of("listen_addresses", "127.0.0.1", "unix_socket_directories", ""));
                var session = server.superuser("postgres")) {
            run(session, "create extension amcheck", "create table t (a int)");
            var base = server.data().resolve("base");
            var files =
                    new DataFiles(base.resolve(ask(session, "select oid from pg_database where datname = 'postgres'")));
            for (int level = 0; level <= 4; level++) {
                var name = "t" + level;
                run(session, "create index " + name + " on t (a)");
                long file = files.btree(100_000, level, true);
                run(session, "update pg_class set relfilenode = " + file + " where relname = '" + name + "'");
                run(session, "select bt_index_check('" + name + "'::regclass, true)");
                run(session, "select bt_index_parent_check('" + name + "'::regclass, true, true)");
                assertThat(ask(session, "select pg_relation_size('" + name + "') / 8192"))
                        .isEqualTo("100000");
                assertThat(ask(session, "select count(*) from t where a = 1")).isEqualTo("0");
            }
        }
    }

    private static void run(Connection session, String... statements) throws SQLException {
        try (var statement = session.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
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
