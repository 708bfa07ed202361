package dev.perfdeck.core.query.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/// The builder against a real server, with names and values that mean harm.
class SelectTest {
    @SuppressWarnings("NullAway.Init")
    private static PgServer server;

    @SuppressWarnings("NullAway.Init")
    private static Connection connection;

    private static final Table W = Table.of("w");
    private static final Column<Long> ID = W.column("id", SqlType.INT8).notNull();
    private static final Column<String> NAME = W.column("name", SqlType.TEXT);
    private static final Column<String> DEFINITION = W.column("definition", SqlType.JSONB);
    private static final Column<List<String>> TAGS = W.column("tags", SqlType.TEXT.array());
    private static final Column<Instant> CREATED_AT = W.column("created_at", SqlType.TIMESTAMPTZ);

    record Row(long id, Optional<String> name, List<String> tags, Instant createdAt) {}

    record Group(String kind, long rows, BigDecimal total) {}

    record One(String value) {}

    @BeforeContainer
    static void start() throws Exception {
        server = Servers.postgres(Map.of());
        server.execute(
                "create table w (id int8 primary key, name text, definition jsonb, tags text[], created_at timestamptz)",
                """
                insert into w values
                (1, '50%', '{"kind":"a","n":{"m":"x"}}', '{red,blue}', '2026-01-01 10:00:00.123456+00'),
                (2, '50 of', '{"kind":"a"}', '{red}', 'infinity'),
                (3, 'a_b\\c', '{"kind":"b"}', '{}', '2026-01-03 10:00:00+00'),
                (4, null, '{"other":1}', '{green}', '2026-01-04 10:00:00+00')""",
                "create table victim (value text)",
                "insert into victim values ('alive')");
        connection = server.connect();
    }

    @AfterContainer
    static void stop() throws Exception {
        connection.close();
        server.close();
    }

    private static List<Long> ids(Condition condition) throws SQLException {
        record Id(long id) {}
        return Select.from(W).columns(ID).where(condition).orderBy(ID.asc()).list(connection, Id.class).stream()
                .map(Id::id)
                .toList();
    }

    @Example
    void textIsSearchedLiterally() throws SQLException {
        assertThat(ids(Text.contains(NAME, "%"))).containsExactly(1L);
        assertThat(ids(Text.startsWith(NAME, "50"))).containsExactly(1L, 2L);
        assertThat(ids(Text.contains(NAME, "a_b\\"))).containsExactly(3L);
        assertThat(ids(Text.endsWith(NAME, "_c"))).isEmpty();
        assertThat(ids(Text.containsAnyCase(NAME, "A_B"))).containsExactly(3L);
        assertThat(ids(Text.like(NAME, "50_of"))).containsExactly(2L);
    }

    @Example
    void listsJsonAndArrays() throws SQLException {
        assertThat(ids(ID.in(List.of(1L, 3L, 9L)))).containsExactly(1L, 3L);
        assertThat(ids(ID.in(List.of()))).isEmpty();
        assertThat(ids(NAME.notIn(List.of("50%")))).containsExactly(2L, 3L);
        assertThat(ids(CREATED_AT.in(List.of(Instant.parse("2026-01-03T10:00:00Z")))))
                .containsExactly(3L);
        assertThat(ids(Json.text(DEFINITION, "kind").eq("a"))).containsExactly(1L, 2L);
        assertThat(ids(Json.text(DEFINITION, List.of("n", "m")).eq("x"))).containsExactly(1L);
        assertThat(ids(Json.contains(DEFINITION, "{\"kind\":\"b\"}"))).containsExactly(3L);
        assertThat(ids(Json.has(DEFINITION, "other"))).containsExactly(4L);
        assertThat(ids(Elements.contains(TAGS, "red"))).containsExactly(1L, 2L);
        assertThat(ids(Elements.containsAny(TAGS, List.of("blue", "green")))).containsExactly(1L, 4L);
        assertThat(ids(Elements.count(TAGS).eq(0))).containsExactly(3L);
        assertThat(ids(NAME.isNull().or(ID.lt(2L)).not())).containsExactly(2L, 3L);
    }

    @Example
    void rowsBecomeRecords() throws SQLException {
        var rows = Select.from(W)
                .columns(ID, NAME, TAGS, CREATED_AT)
                .orderBy(NAME.asc().nullsAtStart(), ID.desc());
        var first = rows.limit(1).list(connection, Row.class).getFirst();
        assertThat(first)
                .isEqualTo(new Row(4, Optional.empty(), List.of("green"), Instant.parse("2026-01-04T10:00:00Z")));
        var infinite =
                rows.where(ID.eq(2L)).first(connection, Row.class).orElseThrow().createdAt();
        assertThat(ids(CREATED_AT.eq(infinite))).containsExactly(2L);
        assertThat(rows.offset(1).limit(2).list(connection, Row.class)).hasSize(2);
    }

    @Example
    void groupsByAnExpressionWithBinds() throws SQLException {
        var kind = Json.text(DEFINITION, "kind");
        var groups = Select.from(W)
                .columns(
                        kind.as("kind"),
                        Aggregate.count().as("rows"),
                        Aggregate.sum(ID).as("total"))
                .where(kind.isNotNull())
                .groupBy(kind)
                .having(Aggregate.count().gt(1L))
                .orderBy(kind.asc());
        assertThat(groups.list(connection, Group.class)).containsExactly(new Group("a", 2, BigDecimal.valueOf(3)));
    }

    @Example
    void joinsAndSubselects() throws SQLException {
        var other = W.as("o");
        var otherId = other.column("id", SqlType.INT8);
        var pairs = Select.from(W)
                .columns(ID, otherId.as("other"))
                .leftJoin(other, otherId.eq(ID).and(otherId.gt(2L)));
        record Pair(long id, @Nullable Long other) {}
        assertThat(pairs.orderBy(ID.asc()).list(connection, Pair.class))
                .containsExactly(new Pair(1, null), new Pair(2, null), new Pair(3, 3L), new Pair(4, 4L));
        var inner = Select.from(other).columns(otherId).where(otherId.eq(ID)).where(otherId.gt(3L));
        assertThat(ids(Condition.exists(inner))).containsExactly(4L);
    }

    @Example
    void refusesWhatPostgresWouldMisread() {
        assertThatThrownBy(() -> Select.from(W).sql()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Select.from(W).columns(ID, NAME.as("id")).sql())
                .hasMessageContaining("labelled id");
        assertThatIllegalArgumentException().isThrownBy(() -> Table.of("a\0b"));
        assertThatIllegalArgumentException().isThrownBy(() -> Table.of(""));
        assertThatIllegalArgumentException().isThrownBy(() -> Table.of("ä".repeat(32)));
        assertThatIllegalArgumentException().isThrownBy(() -> NAME.eq("a\0b"));
        assertThatIllegalArgumentException().isThrownBy(() -> NAME.in(List.of("ok", "\ud800")));
    }

    @Provide
    Arbitrary<String> hostile() {
        var pieces = Arbitraries.of(
                "\"",
                "'",
                ";",
                "--",
                "/*",
                "*/",
                "?",
                "??",
                "$1",
                "$$",
                "\\",
                "\n",
                "{",
                "}",
                "%s",
                "drop table victim",
                "\");drop table victim;--",
                "');drop table victim;--",
                "E'",
                "::",
                ":x",
                "\u202e",
                "ä",
                "😀",
                " ",
                "select");
        var mixed = pieces.list().ofMinSize(1).ofMaxSize(4).map(list -> String.join("", list));
        return Arbitraries.oneOf(mixed, Arbitraries.strings().ofMinLength(1).ofMaxLength(20))
                .filter(SelectTest::sendable);
    }

    private static boolean sendable(String text) {
        return text.indexOf(0) < 0
                && StandardCharsets.UTF_8.newEncoder().canEncode(text)
                && text.getBytes(StandardCharsets.UTF_8).length <= 63;
    }

    @Property(tries = 150)
    void hostileNamesAreOnlyNames(
            @ForAll("hostile") String table, @ForAll("hostile") String column, @ForAll("hostile") String value)
            throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("create schema fuzz");
            // The reference quotes by itself, on the server.
            try (var create = connection.prepareStatement(
                    "select format('create table fuzz.%I as select %L::text as %I', ?, ?, ?)")) {
                create.setString(1, table);
                create.setString(2, value);
                create.setString(3, column);
                var text = create.executeQuery();
                text.next();
                execute(text.getString(1));
            }
            var t = Table.of("fuzz", table);
            var c = t.column(column, SqlType.TEXT);
            var found = Select.from(t)
                    .columns(c.as("value"))
                    .where(c.eq(value))
                    .where(Text.contains(c, value))
                    .where(c.in(List.of(value)))
                    .orderBy(c.asc());
            assertThat(found.list(connection, One.class)).containsExactly(new One(value));
            var alias = t.as(column);
            assertThat(Select.from(alias)
                            .columns(alias.column(column, SqlType.TEXT).as("value"))
                            .list(connection, One.class))
                    .containsExactly(new One(value));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static void execute(String sql) throws SQLException {
        // As a value to a server-side EXECUTE, so that the driver does not look into it.
        try (var run = connection.prepareStatement("select set_config('fuzz.sql', ?, true)")) {
            run.setString(1, sql);
            run.execute();
        }
        try (var statement = connection.createStatement()) {
            statement.execute("do 'begin execute current_setting(''fuzz.sql''); end'");
        }
    }

    @Property(tries = 150)
    void hostileValuesStayValues(@ForAll("hostile") String value) throws SQLException {
        var select = Select.from(W).columns(ID);
        assertThat(shape(select, value)).isEqualTo(shape(select, "x"));
        for (var condition : conditions(value)) {
            ids(condition);
        }
        assertThat(server.ask("select value from victim")).isEqualTo("alive");
    }

    private static List<String> shape(Select select, String value) {
        return conditions(value).stream()
                .map(condition -> select.where(condition).sql())
                .toList();
    }

    private static List<Condition> conditions(String value) {
        return List.of(
                NAME.eq(value),
                NAME.in(List.of(value, value)),
                Text.contains(NAME, value),
                Text.startsWith(NAME, value),
                Json.text(DEFINITION, value).eq(value),
                Json.text(DEFINITION, List.of(value, value)).ne(value),
                Json.has(DEFINITION, value),
                Elements.contains(TAGS, value));
    }
}
