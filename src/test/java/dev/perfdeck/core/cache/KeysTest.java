package dev.perfdeck.core.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class KeysTest {
    record Filter(String status, int page) {}

    enum Status {
        DRAFT
    }

    @Property(tries = 3000)
    void differentValuesHaveDifferentKeys(@ForAll("parts") List<Object> one, @ForAll("parts") List<Object> other) {
        assertThat(Keys.of("p", one.toArray()).equals(Keys.of("p", other.toArray())))
                .as("%s and %s", one, other)
                .isEqualTo(one.equals(other));
    }

    @Property
    void everyTextMakesAnAllowedKey(@ForAll String text) {
        var key = Keys.of("p", text);
        assertThat(new CacheKey<>(key, String.class, new ResourcePolicy("p", Tier.SHORT), Set.of()).key())
                .isEqualTo(key);
        assertThat(key).doesNotContain("\n", "\r", " ", "*");
    }

    @Property
    void splittingDifferentlyIsDifferent(@ForAll String one, @ForAll String other) {
        assertThat(Keys.of("p", one, other)).isNotEqualTo(Keys.of("p", one + ":" + other));
        assertThat(Keys.of("p", one, other)).isNotEqualTo(Keys.of("p", List.of(one, other)));
    }

    @Test
    void keysDoNotChangeFromOneReleaseToTheNext() {
        assertThat(Keys.of("workflow", 17)).isEqualTo("workflow:17");
        assertThat(Keys.of("stats", "busiest_workflows")).isEqualTo("stats:busiest_workflows");
        assertThat(Keys.of("p")).isEqualTo("p:()");
        assertThat(Keys.of("p", "17", null, true, "true")).isEqualTo("p:'17':null:true:'true'");
        assertThat(Keys.of("p", "a b")).isEqualTo("p:'a%0020b'");
        assertThat(Keys.of("p", Optional.of(1), Optional.empty())).isEqualTo("p:?(1):?()");
        assertThat(Keys.of("p", Map.of("b", 2, "a", 1), Set.of(2, 1), new int[] {1, 2}))
                .isEqualTo("p:{a=1,b=2}:{1,2}:[1,2]");
        assertThat(Keys.of("p", new Filter("draft", 2)))
                .isEqualTo("p:@dev.perfdeck.core.cache.KeysTest$Filter(draft,2)");
        assertThat(Keys.of("p", Status.DRAFT)).isEqualTo("p:@dev.perfdeck.core.cache.KeysTest$Status(DRAFT)");
        assertThat(Keys.of("p", Instant.EPOCH)).isEqualTo("p:@java.time.Instant(1970-01-01T00%003a00%003a00Z)");
        assertThat(Keys.of("p", new UUID(0, 1))).isEqualTo("p:@java.util.UUID(00000000-0000-0000-0000-000000000001)");
        assertThat(Keys.of("p", "x".repeat(300))).matches("p:#[0-9a-f]{64}");
    }

    @Test
    void whatHasNoStableTextIsRefusedWithAReason() {
        assertThatThrownBy(() -> Keys.of("p", new Object()))
                .hasMessageContaining("java.lang.Object")
                .hasMessageContaining("record");
    }

    @Provide
    Arbitrary<List<Object>> parts() {
        return value(2).list().ofMaxSize(3);
    }

    private static Arbitrary<Object> value(int depth) {
        var tricky =
                Arbitraries.of("", ":", "a:b", "null", "true", "1", "'", "[", "]", ",", "%", "?()", "#", "a", "()");
        Arbitrary<Object> plain = Arbitraries.oneOf(List.of(
                tricky.asGeneric(),
                Arbitraries.strings().ofMaxLength(4).asGeneric(),
                Arbitraries.longs().between(-3, 3).asGeneric(),
                Arbitraries.doubles().between(-1, 1).asGeneric(),
                Arbitraries.of(Boolean.TRUE, Boolean.FALSE).asGeneric(),
                Arbitraries.of(Status.DRAFT).asGeneric()));
        return depth == 0
                ? plain
                : Arbitraries.oneOf(List.of(
                        plain,
                        value(depth - 1).list().ofMaxSize(2).map(list -> (Object) list),
                        value(depth - 1).set().ofMaxSize(2).map(set -> (Object) set),
                        value(depth - 1).optional().map(optional -> (Object) optional)));
    }

    @Test
    void nullsAreParts() {
        assertThat(Keys.of("p", (Object) null)).isEqualTo("p:null");
        assertThat(Keys.of("p", Arrays.asList(null, 1))).isEqualTo("p:[null,1]");
    }
}
