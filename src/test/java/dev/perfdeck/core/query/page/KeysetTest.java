package dev.perfdeck.core.query.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfdeck.core.query.sql.Column;
import dev.perfdeck.core.query.sql.Order;
import dev.perfdeck.core.query.sql.Select;
import dev.perfdeck.core.query.sql.SqlType;
import dev.perfdeck.core.query.sql.Table;
import dev.perfdeck.core.query.sql.Text;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Keyset pages are the pages that OFFSET gives, with ties and NULLs, in any order, both ways; and offset pages count
/// right.
class KeysetTest {
    private static final Table T = Table.of("t");
    private static final Column<Long> ID = T.column("id", SqlType.INT8).notNull();
    private static final Column<Integer> A = T.column("a", SqlType.INT4);
    private static final Column<String> B = T.column("b", SqlType.TEXT);
    private static final Column<Double> C = T.column("c", SqlType.FLOAT8).notNull();
    private static final CursorKey KEY = new CursorKey(new byte[32]);
    private static final Select ALL = Select.from(T).columns(ID);

    @SuppressWarnings("NullAway.Init")
    private static PgServer server;

    @SuppressWarnings("NullAway.Init")
    private static Connection connection;

    record Id(long id) {}

    @BeforeContainer
    static void start() throws Exception {
        server = Servers.postgres(Map.of());
        server.execute(
                "create table t (id int8 primary key, a int4, b text, c float8 not null)",
                """
                insert into t select n, nullif(n % 4, 0), case when n % 3 > 0 then chr(97 + (n % 5)) end,
                    case n % 6 when 0 then 'NaN'::float8 when 1 then '-Infinity' else n % 3 end from generate_series(1, 61) n""",
                "create table big as select n as id, n % 3 as a from generate_series(1, 20000) n",
                "alter table big add primary key (id), alter a set not null",
                "create index on big (a, id desc)",
                "analyze big");
        connection = server.connect();
    }

    @AfterContainer
    static void stop() throws Exception {
        connection.close();
        server.close();
    }

    @Provide
    Arbitrary<List<Order>> orders() {
        var order = Combinators.combine(
                        Arbitraries.of(A, B, C), Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as((column, descending, first) -> new Order(column, descending, first));
        return order.list().ofMaxSize(3).uniqueElements(one -> ((Column<?>) one.by()).label());
    }

    @Property(tries = 200)
    void pagesAreThoseOfOffset(@ForAll("orders") List<Order> order, @ForAll @IntRange(min = 1, max = 25) int size)
            throws SQLException {
        var select = ALL.orderBy(order);
        for (var form : Form.values()) {
            var keyset = new Keyset(select, ID, KEY);
            if (form != Form.ROW_VALUE || keyset.form() == Form.ROW_VALUE) {
                assertSame(keyset.form(form), expected(order), size);
            }
        }
    }

    private static List<Long> expected(List<Order> order) throws SQLException {
        boolean descending = !order.isEmpty() && order.getLast().descending();
        var total = Stream.concat(order.stream(), Stream.of(descending ? ID.desc() : ID.asc()))
                .toList();
        return ALL.orderBy(total).list(connection, Id.class).stream()
                .map(Id::id)
                .toList();
    }

    private static void assertSame(Keyset keyset, List<Long> expected, int size) throws SQLException {
        var forward = new ArrayList<List<Id>>();
        var page = keyset.first(connection, Id.class, size);
        assertThat(page.previous()).isEmpty();
        forward.add(page.items());
        while (page.next().isPresent()) {
            page = keyset.at(connection, Id.class, size, page.next().get());
            forward.add(page.items());
        }
        assertThat(ids(forward)).isEqualTo(expected);
        var back = new ArrayList<>(List.of(page.items()));
        while (page.previous().isPresent()) {
            page = keyset.at(connection, Id.class, size, page.previous().get());
            assertThat(page.next()).isPresent();
            back.add(page.items());
        }
        Collections.reverse(back);
        assertThat(ids(back)).isEqualTo(expected);
    }

    private static List<Long> ids(List<List<Id>> pages) {
        return pages.stream().flatMap(List::stream).map(Id::id).toList();
    }

    @Property(tries = 200)
    void oneChangedCharacterIsRefused(@ForAll @IntRange(max = 500) int at, @ForAll char other) throws SQLException {
        var keyset = new Keyset(ALL.orderBy(A.asc(), B.desc()), ID, KEY);
        var cursor = keyset.first(connection, Id.class, 5).next().orElseThrow();
        int place = at % cursor.length();
        var changed = cursor.substring(0, place) + other + cursor.substring(place + 1);
        if (!changed.equals(cursor)) {
            assertThatThrownBy(() -> keyset.at(connection, Id.class, 5, changed))
                    .isInstanceOf(InvalidCursorException.class);
        }
    }

    @Example
    void foreignCursorsAreRefused() throws SQLException {
        var cursor = new Keyset(ALL.orderBy(A.asc()), ID, KEY)
                .first(connection, Id.class, 5)
                .next()
                .orElseThrow();
        var otherKey = new byte[32];
        otherKey[0] = 1;
        var others = List.of(
                new Keyset(ALL.orderBy(A.desc()), ID, KEY),
                new Keyset(ALL.orderBy(A.asc().nullsAtStart()), ID, KEY),
                new Keyset(ALL.where(Text.contains(B, "a")).orderBy(A.asc()), ID, KEY),
                new Keyset(ALL.orderBy(A.asc()), ID, new CursorKey(otherKey)));
        for (var other : others) {
            assertThatThrownBy(() -> other.at(connection, Id.class, 5, cursor))
                    .isInstanceOf(InvalidCursorException.class);
        }
        for (var junk : List.of("", "%%%", "AAAA", cursor + "=", cursor + "A", "x".repeat(100_000))) {
            assertThatThrownBy(() -> others.getFirst().at(connection, Id.class, 5, junk))
                    .isInstanceOf(InvalidCursorException.class);
        }
        assertThatThrownBy(() -> new CursorKey(new byte[16])).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void everyFormIsAnsweredByTheIndex() throws SQLException {
        var big = Table.of("big");
        var id = big.column("id", SqlType.INT4).notNull();
        var a = big.column("a", SqlType.INT4).notNull();
        var rows = Select.from(big).columns(id);
        var mixed = new Keyset(rows.orderBy(a.asc(), id.desc()), id, KEY);
        assertThat(mixed.form()).isEqualTo(Form.UNION_ALL);
        assertThat(plan(mixed)).doesNotContain("Seq Scan", "Rows Removed");
        var uniform = new Keyset(rows.orderBy(id.desc()), id, KEY);
        assertThat(uniform.form()).isEqualTo(Form.ROW_VALUE);
        assertThat(plan(uniform)).doesNotContain("Seq Scan", "\"Sort\"");
    }

    private static String plan(Keyset keyset) throws SQLException {
        var cursor = keyset.first(connection, Id.class, 10).next().orElseThrow();
        return keyset.select(cursor, 10).render().explained().run(connection, rows -> {
            rows.next();
            return rows.getString(1);
        });
    }

    @Example
    void aPageSaysHowItsCountIsKnown() throws SQLException {
        var big = Table.of("big");
        var id = big.column("id", SqlType.INT4).notNull();
        var rows = Select.from(big).columns(id).orderBy(id.asc());
        var exact = new Pages(rows, new Counting.Exact());
        assertThat(count(exact, 0)).isEqualTo(new Count(20_000, Count.Kind.EXACT));
        assertThat(count(exact, 199)).isEqualTo(new Count(20_000, Count.Kind.DERIVED));
        assertThat(count(exact, 500)).isEqualTo(new Count(20_000, Count.Kind.EXACT));
        var estimated = count(new Pages(rows, new Counting.Estimated()), 3);
        assertThat(estimated.kind()).isEqualTo(Count.Kind.ESTIMATED);
        assertThat(estimated.rows()).isBetween(19_000L, 21_000L);
        assertThat(count(new Pages(rows, new Counting.Capped(1000)), 3)).isEqualTo(new Count(1000, Count.Kind.CAPPED));
        var few = rows.where(id.le(250));
        assertThat(count(new Pages(few, new Counting.Capped(1000)), 0)).isEqualTo(new Count(250, Count.Kind.EXACT));
        assertThat(count(new Pages(few, new Counting.Estimated()), 2)).isEqualTo(new Count(250, Count.Kind.DERIVED));
        assertThat(count(new Pages(few.distinct(), new Counting.Exact()), 0))
                .isEqualTo(new Count(250, Count.Kind.EXACT));
        assertThat(count(new Pages(rows.where(id.lt(0)), new Counting.Exact()), 0))
                .isEqualTo(new Count(0, Count.Kind.DERIVED));
    }

    private static Count count(Pages pages, int number) throws SQLException {
        return pages.page(connection, Id.class, number, 100).count();
    }
}
