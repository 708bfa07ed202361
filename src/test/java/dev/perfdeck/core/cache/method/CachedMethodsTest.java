package dev.perfdeck.core.cache.method;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfdeck.core.cache.CacheOptions;
import dev.perfdeck.core.cache.CacheService;
import dev.perfdeck.core.cache.ResourcePolicy;
import dev.perfdeck.core.cache.Tier;
import dev.perfdeck.core.cache.jdbc.AfterCommit;
import dev.perfdeck.core.cache.metrics.CacheMeters;
import dev.perfdeck.support.Servers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CachedMethodsTest {
    record Workflow(long id, String name) {}

    interface Workflows {
        @Cached(prefix = "workflow", ttl = 300)
        Optional<Workflow> find(long id);

        @Cached(prefix = "list")
        List<Workflow> list(String status, int page) throws IOException;

        @Cached(prefix = "later", nullTtl = 60)
        CompletionStage<@Nullable Workflow> later(long id);

        @Cached(prefix = "seldom", when = OnlyEven.class)
        int seldom(int n);

        @InvalidateCache({"workflow:{0}", "list:*"})
        void change(long id) throws IOException;

        int plain();
    }

    static final class OnlyEven implements When {
        @Override
        public boolean cached(@Nullable Object[] arguments) {
            return arguments[0] instanceof Integer n && n % 2 == 0;
        }
    }

    static final class Counting implements Workflows {
        final AtomicInteger calls = new AtomicInteger();
        volatile boolean failing;

        @Override
        public Optional<Workflow> find(long id) {
            calls.incrementAndGet();
            return id == 0 ? Optional.empty() : Optional.of(new Workflow(id, "w"));
        }

        @Override
        public List<Workflow> list(String status, int page) throws IOException {
            calls.incrementAndGet();
            if (failing) {
                throw new IOException("no");
            }
            return List.of(new Workflow(page, status));
        }

        @Override
        public CompletionStage<@Nullable Workflow> later(long id) {
            calls.incrementAndGet();
            return CompletableFuture.completedFuture(id == 0 ? null : new Workflow(id, "w"));
        }

        @Override
        public int seldom(int n) {
            return calls.incrementAndGet();
        }

        @Override
        public void change(long id) throws IOException {
            if (failing) {
                throw new IOException("no");
            }
        }

        @Override
        public int plain() {
            return calls.incrementAndGet();
        }
    }

    private Servers.Redis redis;
    private CacheService cache;
    private Counting target;
    private Workflows workflows;

    @BeforeEach
    void start() throws IOException {
        redis = Servers.redis();
        cache = CacheService.open(CacheOptions.at(redis.url(), "app")
                .readTimeout(Duration.ofSeconds(5))
                .build());
        target = new Counting();
        workflows = new CachedMethods(cache).wrap(Workflows.class, target);
    }

    @AfterEach
    void stop() {
        cache.close();
        redis.close();
    }

    interface Kept {
        @Cached(prefix = "kept", ttl = 1, near = 60, staleOnError = 600)
        String find(long id) throws IOException;
    }

    @Test
    void aResultIsAnsweredFromMemoryAndServedOnWhileTheMethodFails() throws Exception {
        var calls = new AtomicInteger();
        try (var nearby = CacheService.open(CacheOptions.at(redis.url(), "app")
                .readTimeout(Duration.ofSeconds(5))
                .near(100)
                .build())) {
            until("it is told of changes", () -> nearby.health().tracking());
            var kept = new CachedMethods(nearby).wrap(Kept.class, id -> {
                if (calls.incrementAndGet() > 1) {
                    throw new IOException("the source is down");
                }
                return "first";
            });
            until("it is answered from memory", () -> {
                assertThat(kept.find(1)).isEqualTo("first");
                return nearby.statistics().nearHits() > 0 || calls.get() > 1;
            });
            until("the method has failed after its second", () -> {
                assertThat(kept.find(1)).isEqualTo("first");
                return calls.get() > 1;
            });
            assertThat(nearby.statistics().nearHits()).isPositive();
        }
    }

    @Test
    void cachesWhatAMethodReturns() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(workflows.find(17)).contains(new Workflow(17, "w"));
            assertThat(workflows.list("draft", 1)).containsExactly(new Workflow(1, "draft"));
            assertThat(workflows.later(5).toCompletableFuture().get()).isEqualTo(new Workflow(5, "w"));
            assertThat(workflows.later(0).toCompletableFuture().get()).isNull();
            assertThat(workflows.seldom(2)).isEqualTo(5);
        }
        assertThat(target.calls).hasValue(5);
        assertThat(workflows.find(0)).isEmpty();
        assertThat(workflows.find(0)).isEmpty();
        assertThat(target.calls).as("an empty one is not remembered here").hasValue(7);
        assertThat(workflows.seldom(1)).isEqualTo(8);
        assertThat(workflows.seldom(1)).isEqualTo(9);
        assertThat(workflows.plain()).isEqualTo(10);
        assertThat(workflows).hasToString(target.toString());
    }

    @Test
    void invalidatesAfterSuccessOnly() throws Exception {
        workflows.find(17);
        workflows.find(18);
        workflows.list("draft", 1);
        target.failing = true;
        assertThatThrownBy(() -> workflows.change(17)).isInstanceOf(IOException.class);
        workflows.find(17);
        assertThat(target.calls).hasValue(3);
        target.failing = false;
        workflows.change(17);
        workflows.find(17);
        workflows.find(18);
        workflows.list("draft", 1);
        assertThat(target.calls).hasValue(5);
    }

    interface Twice {
        @Cached(prefix = "w")
        int one(int a);

        @Cached(prefix = "w")
        int other(int a);
    }

    interface Nothing {
        @Cached(prefix = "w")
        void nothing();
    }

    interface Odd {
        @Cached(prefix = "w")
        int odd(Thread thread);
    }

    interface Everything {
        @InvalidateCache("*")
        void all();
    }

    interface Beyond {
        @InvalidateCache("w:{1}")
        void beyond(int one);
    }

    @Test
    void saysWhyAMethodCannotBeCached() {
        var methods = new CachedMethods(cache);
        assertThatThrownBy(() -> methods.wrap(Twice.class, Twice.class.cast(any(Twice.class))))
                .hasMessageContaining("a prefix of its own");
        assertThatThrownBy(() -> methods.wrap(Nothing.class, any(Nothing.class)))
                .hasMessageContaining("Nothing.nothing")
                .hasMessageContaining("returns nothing");
        assertThatThrownBy(() -> methods.wrap(Odd.class, any(Odd.class)))
                .hasMessageContaining("parameter 'thread' of type java.lang.Thread");
        assertThatThrownBy(() -> methods.wrap(Everything.class, any(Everything.class)))
                .hasMessageContaining("matches every key");
        assertThatThrownBy(() -> methods.wrap(Beyond.class, any(Beyond.class)))
                .hasMessageContaining("{0} is the first");
        assertThatThrownBy(() -> methods.wrap(Counting.class, target)).hasMessageContaining("is no interface");
    }

    private static <T> T any(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, _, _) -> null));
    }

    @Test
    void functionsDoTheSame() throws Exception {
        var methods = new CachedMethods(cache);
        var calls = new AtomicInteger();
        var doubled = methods.<Integer, Integer>cached(
                new ResourcePolicy("doubled", Tier.SHORT), Integer.class, n -> n * 2 + 0 * calls.incrementAndGet());
        assertThat(doubled.apply(4)).isEqualTo(8);
        assertThat(doubled.apply(4)).isEqualTo(8);
        assertThat(calls).hasValue(1);
        assertThat(methods.invalidating(() -> "done", "doubled:*")).isEqualTo("done");
        assertThat(doubled.apply(4)).isEqualTo(8);
        assertThat(calls).hasValue(2);
    }

    @Test
    void invalidatesAfterTheCommit() throws Exception {
        try (var postgres = Servers.postgres18();
                var connection = postgres.connect()) {
            connection.setAutoCommit(false);
            var ran = new AtomicInteger();
            var transaction = AfterCommit.on(connection);
            Connection watched = transaction.connection();
            transaction.run(ran::incrementAndGet);
            assertThat(ran).hasValue(0);
            watched.rollback();
            watched.commit();
            assertThat(ran).as("rolled back").hasValue(0);
            transaction.run(ran::incrementAndGet);
            watched.commit();
            assertThat(ran).hasValue(1);
            transaction.run(() -> {
                throw new IllegalStateException("of the caller's own");
            });
            transaction.run(ran::incrementAndGet);
            try (var statement = watched.prepareStatement("select 1")) {
                statement.execute();
                statement.getConnection().commit();
            }
            assertThat(ran).as("committed by way of a statement").hasValue(2);
            watched.setAutoCommit(true);
            transaction.run(ran::incrementAndGet);
            assertThat(ran).as("no transaction").hasValue(3);
        }
    }

    @Test
    void micrometerSeesTheFigures() throws Exception {
        var registry = new SimpleMeterRegistry();
        new CacheMeters(cache, "app").bindTo(registry);
        workflows.find(17);
        workflows.find(17);
        until("the set is counted", () -> cache.figures().sets() == 1);
        assertThat(registry.get("cache.gets")
                        .tag("result", "hit")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("cache.puts").functionCounter().count()).isEqualTo(1);
        assertThat(registry.get("cache.connected").gauge().value()).isEqualTo(1);
    }
}
