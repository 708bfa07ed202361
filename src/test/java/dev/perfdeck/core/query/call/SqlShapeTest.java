package dev.perfdeck.core.query.call;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlShapeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
                    SELECT  Name FROM users WHERE id=17  ¦ select name from users where id = ?
                    select 'it''s', E'a\\'b', $$x'y$$, $q$;$$--$q$ ¦ select ?, ?, ?, ?
                    select B'01', X'ff', n'x', U&'\\0061'  ¦ select ?, ?, ?, ?
                    select "Na""me".x from "T 1"  ¦ select "Na""me".x from "T 1"
                    select 1 -- a 'secret' ⏎ + 2 /* more /* nested */ 'x' */  ¦ select ? + ?
                    select -1, a-1, a - 1, (-2), a[-1], 1e-3, 0xFF, .5, 1_000 ¦ select ?, a - ?, a - ?, (?), a[?], ?, ?, ?, ?
                    select a.b::int8, count(*), f ( 1 ) ¦ select a.b::int8, count(*), f (?)
                    where id IN (1, 2,3 ) and x in(?) ¦ where id in (?) and x in(?)
                    where id in (select 1) ¦ where id in (select ?)
                    where id in ('a'::uuid, 'b'::uuid) ¦ where id in (?)
                    array[1,2,3] ¦ array[?]
                    insert into t(a,b) values (1,'x'),(2,?), (-3,null) ¦ insert into t(a, b) values (?, ?)
                    insert into t values (now(), 1), (now(), 2) ¦ insert into t values (now(), ?), (now(), ?)
                    select x from t where j ?? 'k' and j ??| array['a','b'] and a = ? ¦ select x from t where j ?? ? and j ??| array[?] and a = ?
                    {? = call f(?, $2)} ¦ { ? = call f(?, ?) }
                    select a from t1 where b1 = $1 and c = 'x'; ; ¦ select a from t1 where b1 = ? and c = ?
                    select a->>'k' from t where c @> '{}' ¦ select a ->> ? from t where c @> ?
                    select interval '1 day', date'2020-01-01' ¦ select interval ?, date ?
                    alter role x password 'hunter2 ¦ alter role x password ?
                    select a[1:2] from t ¦ select a[?:?] from t
                    select x from t where a = true and b is null ¦ select x from t where a = true and b is null
                    """)
    void takesTheValuesOut(String sql, String shape) {
        assertThat(SqlShape.of(sql.replace("⏎", "\n")).text()).isEqualTo(shape);
    }

    @Test
    void knowsWhichValuesAreParameters() {
        var places = SqlShape.of("select ? from t where a = 'x' and b in (?, 2, ?) and c = ?")
                .places();
        assertThat(places).hasSize(4);
        assertThat(places.get(0)).isEqualTo(new Place(0, 0, 1));
        assertThat(places.get(1).firstBind()).isEqualTo(places.get(1).endBind());
        assertThat(places.get(2).firstBind()).isEqualTo(1);
        assertThat(places.get(2).endBind()).isEqualTo(3);
        assertThat(places.get(3)).isEqualTo(new Place(0, 3, 4));
        var other = SqlShape.of("select ? from t where a = 'y' and b in (?, 2, ?) and c = ?")
                .places();
        assertThat(other.get(1).literals()).isNotEqualTo(places.get(1).literals());
        assertThat(other.get(2)).isEqualTo(places.get(2));
    }

    @Test
    void rowsOfValuesAreThePlacesOfTheFirst() {
        var shape = SqlShape.of("insert into t values (?, ?), (?, ?), (?, ?) returning id");
        assertThat(shape.text()).isEqualTo("insert into t values (?, ?) returning id");
        assertThat(shape.places()).containsExactly(new Place(0, 0, 1), new Place(0, 1, 6));
    }

    @Test
    void whatIsVeryLongIsCutAndStillTold() {
        var long1 = SqlShape.of("select " + "a, ".repeat(5_000) + "b");
        var long2 = SqlShape.of("select " + "a, ".repeat(5_000) + "c");
        assertThat(long1.whole()).isFalse();
        assertThat(long1.text())
                .hasSizeLessThan(SqlShape.LONGEST + 20)
                .isNotEqualTo(SqlShape.of("select " + "a, ".repeat(5_001) + "b").text());
        assertThat(long2.text()).hasSizeLessThan(SqlShape.LONGEST + 20);
        assertThat(SqlShape.of("insert into t values (1)" + ", (2)".repeat(30_000))
                        .text())
                .isEqualTo("insert into t values (?)");
        assertThat(SqlShape.of("select '" + "x".repeat(800_000) + "'").text()).isEqualTo("select ?");
    }

    @Property(tries = 500)
    void noValueIsEverLeftInTheText(@ForAll @StringLength(max = 30) String value) {
        var secret = "§" + value + "§";
        var quoted = "'" + secret.replace("'", "''") + "'";
        var shape = SqlShape.of("select * from t where a = " + quoted + " and b = 1");
        assertThat(shape.text()).isEqualTo("select * from t where a = ? and b = ?");
    }

    @Property(tries = 2_000)
    void anyTextHasAShapeAndAShapeIsItsOwn(
            @ForAll
                    @Chars({
                        '\'', '"', '$', '/', '*', '-', '?', 'a', 'E', '\\', '1', '(', ')', ',', ' ', '\n', ':', '.',
                        '[', ';'
                    })
                    @StringLength(max = 40)
                    String sql) {
        var shape = SqlShape.of(sql).text();
        assertThat(SqlShape.of(shape).text().replace(" ", "")).isEqualTo(shape.replace(" ", ""));
    }
}
