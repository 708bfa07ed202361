package dev.perfdeck.core.advise.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Conditions as PostgreSQL writes them in plans.
class ConditionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            (w.status = $1)                                        | w | status                  | =        | false | false
            ((w.status)::text = 'a (b'::text)                      | w | status                  | =        | false | true
            (w.n = ANY ('{1,2}'::integer[]))                       | w | n                       | =        | false | true
            ($1 < e.created_at)                                    | e | created_at              | >        | false | false
            (w.name ~~* '%x%'::text)                               | w | name                    | ~~*      | false | true
            (w.deleted_at IS NOT NULL)                             | w | deleted_at              | IS NOT NULL | false | true
            w.active                                               | w | active                  | ``       | false | true
            (lower((w.name)::text) = 'x'::text)                    | w | (lower((name)::text))   | =        | false | true
            ("Odd.t"."Col umn" = 5)                                | Odd.t | "Col umn"           | =        | false | true
            (t.at < (now() - '01:00:00'::interval))                | t | at                      | <        | false | true
            (c.tags @> $1)                                         | c | tags                    | @>       | false | false
            """)
    void isReadAsWritten(String text, String alias, String key, String operator, boolean join, boolean constant) {
        assertThat(Condition.in(text)).singleElement().satisfies(it -> {
            assertThat(it.alias()).isEqualTo(alias);
            assertThat(it.key()).isEqualTo(key);
            assertThat(it.operator()).isEqualTo(operator);
            assertThat(it.join()).isEqualTo(join);
            assertThat(it.constant()).isEqualTo(constant);
        });
    }

    @Test
    void partsThatMustAllHoldAreReadOneByOneAndAlternativesAreNot() {
        assertThat(Condition.in("((a.x = 1) AND ((a.y > 2) AND (a.z = b.z)) AND ((a.p = 1) OR (a.q = 2)))"))
                .extracting(Condition::alias, Condition::key)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", "x"),
                        org.assertj.core.groups.Tuple.tuple("a", "y"),
                        org.assertj.core.groups.Tuple.tuple("a", "z"),
                        org.assertj.core.groups.Tuple.tuple("b", "z"));
    }

    @Test
    void whatIsHeldAgainstItselfIsNothingToLookUp() {
        assertThat(Condition.in("(a.x = a.y)")).isEmpty();
    }
}
