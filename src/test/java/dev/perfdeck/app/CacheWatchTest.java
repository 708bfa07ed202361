package dev.perfdeck.app;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfdeck.core.target.RedisTarget;
import dev.perfdeck.model.CacheType;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.KeyGroup;
import dev.perfdeck.model.ResetScope;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// What the console knows of the demo's cache, and does to it.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CacheWatchTest {
    private static final Duration SPAN = Duration.ofMinutes(5);

    @TempDir
    static Path home;

    private static SmallDemo demo;
    private static CacheRoom room;

    @BeforeAll
    static void start() {
        demo = SmallDemo.start(home);
        room = demo.session().cache().orElseThrow();
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    private static <T> T redis(Function<RedisCommands<String, String>, T> question) {
        var environment = demo.session().environment();
        try (var target = new RedisTarget(
                        environment.redis().orElseThrow(),
                        environment,
                        demo.demo().passwords());
                var connection = target.open()) {
            return question.apply(connection.sync());
        }
    }

    @Test
    @Order(1)
    void typesAddUpToTheTotal() throws Exception {
        until(
                "types with traffic",
                () -> room.types(SPAN).stream().anyMatch(type -> type.span().hits() > 0));
        until("the types' sum is the total", () -> {
            var total = demo.session().cacheFigures();
            var types = room.types(SPAN);
            return total.hits()
                            == types.stream()
                                    .mapToLong(type -> type.lifetime().hits())
                                    .sum()
                    && total.misses()
                            == types.stream()
                                    .mapToLong(type -> type.lifetime().misses())
                                    .sum();
        });
        assertThat(room.types(SPAN)).extracting(CacheType::type).contains("workflow", "stats");
        until(
                "a rate by type",
                () -> room.hitRates(SPAN).values().stream()
                        .anyMatch(window -> window.latest(30) >= 0 && window.latest(30) <= 100));
    }

    @Test
    @Order(2)
    void theServerSaysWhatItHolds() throws Exception {
        until("figures", () -> room.redis(SPAN).isPresent());
        var said = room.redis(SPAN).orElseThrow();
        assertThat(said.usedMemory()).isPositive();
        assertThat(said.mode()).isEqualTo("standalone");
        assertThat(said.keys()).isPositive();
        assertThat(said.clients()).isPositive();
        assertThat(room.nodes()).isEmpty();
        until("its own hit rate", () -> room.serverHitRate(SPAN).latest(10) >= 0);
        until("our round trip", () -> room.clientLatency(SPAN).isPresent());
        assertThat(room.clientLatency(SPAN).orElseThrow().p99Millis()).isPositive();
    }

    @Test
    @Order(3)
    void aSlowCommandShowsItsKeyAndNotItsValue() throws Exception {
        var slowest = redis(app -> app.configGet("slowlog-log-slower-than")).get("slowlog-log-slower-than");
        redis(app -> {
            app.configSet("slowlog-log-slower-than", "0");
            app.set("slow-key", "secret-value");
            return app.configSet("slowlog-log-slower-than", slowest);
        });
        until(
                "it is listed",
                () -> room.slowCommands().stream()
                        .anyMatch(command -> command.command().equals("SET slow-key")));
        assertThat(room.slowCommands()).noneMatch(command -> command.command().contains("secret"));
        redis(app -> app.del("slow-key"));
    }

    @Test
    @Order(4)
    void aDryRunCountsAndRemovesNothing() throws Exception {
        redis(app -> app.set("other:odd:1", "x"));
        var pattern = "odd:*";
        var namespace = room.namespace();
        redis(app -> app.mset(java.util.Map.of(namespace + ":odd:1", "x", namespace + ":odd:2", "x")));
        var dry = room.invalidate(pattern, false, true).await();
        assertThat(dry.matched()).isEqualTo(2);
        assertThat(dry.deleted()).isZero();
        assertThat((long) redis(app -> app.exists(namespace + ":odd:1", namespace + ":odd:2")))
                .isEqualTo(2);
        var done = room.invalidate(pattern, false, false).await();
        assertThat(done.deleted()).isEqualTo(2);
        assertThat(done.calls()).isPositive();
        assertThat(done.scanned()).isEqualTo(done.total());
        assertThat((long) redis(app -> app.exists(namespace + ":odd:1", namespace + ":odd:2")))
                .isZero();
        assertThat((long) redis(app -> app.exists("other:odd:1"))).isEqualTo(1);
        assertThat(demo.session().events()).anyMatch(event -> event.text().contains("2 keys of odd:*"));
        // What the console takes away belongs to no type of the application's; the sum knows it.
        until("it is counted", () -> room.figures(SPAN).deletes() - typedDeletes() >= 2);
        assertThat(room.types(SPAN)).extracting(CacheType::type).doesNotContain("other", "");
    }

    private long typedDeletes() {
        return room.types(SPAN).stream()
                .mapToLong(type -> type.span().deletes())
                .sum();
    }

    @Test
    @Order(5)
    void everythingNeedsAWord() {
        assertThatThrownBy(() -> room.invalidate("*", false, true).await())
                .hasCauseInstanceOf(FaultException.class)
                .cause()
                .extracting(e -> ((FaultException) e).fault())
                .isInstanceOf(Fault.Rejected.class);
        assertThat(room.invalidate("*", true, true).await().matched()).isPositive();
    }

    @Test
    @Order(6)
    void aSampleWeighsTheKeys() {
        var sample = room.sample(false).await();
        assertThat(sample.sampled()).isPositive().isLessThanOrEqualTo(sample.total());
        assertThat(sample.groups())
                .extracting(KeyGroup::prefix)
                .anyMatch(prefix -> prefix.startsWith(room.namespace()));
        assertThat(sample.groups()).allMatch(group -> group.bytes() > 0 && group.keys() > 0);
        assertThat(sample.biggest()).isNotEmpty();
        assertThat(room.lastSample()).contains(sample);
    }

    @Test
    @Order(7)
    void aNewTargetHoldsForTheSession() {
        room.hitRateTarget(99.5);
        assertThat(demo.session().status().targets().cacheHitRatePercent()).isEqualTo(99.5);
        room.hitRateTarget(60);
    }

    @Test
    @Order(8)
    void aResetIsNeverNegative() throws Exception {
        demo.session().reset(Set.of(ResetScope.CACHE_COUNTERS));
        until("counted anew", () -> demo.session().cacheFigures().hits() > 0);
        assertThat(room.types(SPAN))
                .allMatch(type -> type.span().hits() >= 0 && type.span().misses() >= 0);
        assertThat(room.hitRates(SPAN).values())
                .allSatisfy(window ->
                        assertThat(java.util.Arrays.stream(window.values())).noneMatch(rate -> rate < 0 || rate > 100));
    }

    @Test
    @Order(9)
    void aNewEpochVoidsEverything() throws Exception {
        assertThat(room.newEpoch().await().finished()).isTrue();
        assertThat(demo.session().events()).anyMatch(event -> event.text().contains("new epoch"));
    }
}
