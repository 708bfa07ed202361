package dev.perfdeck.core.cache;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.support.RedisProcess;
import io.lettuce.core.SetArgs;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Several services and several processes on one namespace.
class FleetTest {
    private static final int PROCESSES = 4;
    private static final int CALLERS = 64;
    private static final ResourcePolicy ONCE =
            new ResourcePolicy("once", Tier.LONG).withEarlyRefresh(0).oncePerFleet(Duration.ofSeconds(1));
    private static final ResourcePolicy PLAIN = new ResourcePolicy("plain", Tier.LONG).withEarlyRefresh(0);

    private RedisProcess redis;

    @BeforeEach
    void start() throws Exception {
        redis = new RedisProcess();
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    private static CacheService open(String url) {
        return CacheService.open(CacheOptions.at(url, "app")
                .readTimeout(Duration.ofSeconds(5))
                .flushEvery(Duration.ofMillis(100))
                .build());
    }

    /// A process of its own: 64 callers over 20 keys; each load is counted in Redis.
    static final class Worker {
        static void main(String[] args) throws Exception {
            try (var service = open(args[0]);
                    var users = Executors.newVirtualThreadPerTaskExecutor()) {
                var all = IntStream.range(0, CALLERS)
                        .mapToObj(_ -> users.submit(() -> {
                            for (int i = 0; i < 20; i++) {
                                int key = i;
                                service.blocking().getOrLoad(ONCE.key(String.class, key), () -> {
                                    service.withConnection(line -> line.sync().hincrby("loads", "" + key, 1));
                                    Thread.sleep(20);
                                    return "v" + key;
                                });
                            }
                            return true;
                        }))
                        .toList();
                for (var one : all) {
                    one.get();
                }
            }
        }
    }

    @Test
    void fourProcessesLoadEachKeyOnceAndTheirFiguresAddUp() throws Exception {
        var processes = new ArrayList<Process>();
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(worker());
        }
        for (var process : processes) {
            assertThat(process.waitFor()).isZero();
        }
        var loads = redis.ask(r -> r.hgetall("loads"));
        assertThat(loads).hasSize(20);
        assertThat(loads.values()).containsOnly("1");
        var figures = redis.ask(r -> r.hgetall("app:$stats"));
        assertThat(Integer.parseInt(figures.get("hits")) + Integer.parseInt(figures.get("misses")))
                .isEqualTo(PROCESSES * CALLERS * 20);
        assertThat(figures).containsEntry("sets", "20").containsEntry("t:once:loads", "20");
    }

    /// A process that loads for ever.
    static final class Holder {
        static void main(String[] args) throws Exception {
            try (var service = open(args[0])) {
                service.blocking().getOrLoad(ONCE.key(String.class, "held"), () -> {
                    Thread.sleep(Duration.ofHours(1));
                    return "never";
                });
            }
        }
    }

    private Process worker() throws IOException {
        return process(Worker.class);
    }

    private Process process(Class<?> main) throws IOException {
        return new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        redis.url())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void aProcessKilledWhileItLoadsBlocksNobodyBeyondItsLease() throws Exception {
        var holder = process(Holder.class);
        try (var service = open(redis.url());
                var users = Executors.newVirtualThreadPerTaskExecutor()) {
            until("it loads", () -> redis.ask(r -> r.exists("app:once:held")) == 1);
            var loads = new AtomicInteger();
            var waiting = IntStream.range(0, 8)
                    .mapToObj(_ ->
                            users.submit(() -> service.blocking().getOrLoad(ONCE.key(String.class, "held"), () -> {
                                loads.incrementAndGet();
                                return "loaded";
                            })))
                    .toList();
            until("its lease is prolonged while it lives", () -> redis.ask(r -> r.pttl("app:once:held")) > 600);
            assertThat(loads).as("nobody loads beside it").hasValue(0);
            assertThat(holder.destroyForcibly().waitFor())
                    .as("killed by signal 9")
                    .isEqualTo(128 + 9);
            for (var one : waiting) {
                assertThat(one.get()).isEqualTo("loaded");
            }
            assertThat(loads).as("once for all of them").hasValue(1);
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void aDeadHolderBlocksNobody() throws Exception {
        try (var service = open(redis.url());
                var dead = open(redis.url())) {
            var key = ONCE.key(String.class, "k");
            assertThat(service.blocking().getOrLoad(key, () -> "first")).isEqualTo("first");
            until("it has landed", () -> service.blocking().get(key).isPresent());
            // What a process leaves behind that dies while it loads: a lease that nobody prolongs.
            var lease = redis.ask(r -> r.get("app:once:k"));
            assertThat(lease).isNotNull();
            var bytes = service.withConnection(line -> line.sync().get("app:once:k"));
            bytes[2] = 4;
            service.withConnection(line -> line.sync().set("app:once:k", bytes, SetArgs.Builder.px(1000)));
            assertThat(service.blocking().get(key)).isEmpty();
            assertThat(service.blocking().getOrLoad(key, () -> "second")).isEqualTo("second");
        }
    }

    @Test
    void aFailingHolderLetsTheNextTryAtOnce() throws Exception {
        try (var one = open(redis.url());
                var two = open(redis.url());
                var users = Executors.newVirtualThreadPerTaskExecutor()) {
            var key = ONCE.key(String.class, "f");
            var failing = users.submit(() -> one.blocking().<String>getOrLoad(key, () -> {
                Thread.sleep(200);
                throw new IOException("no");
            }));
            until("it is being loaded", () -> redis.ask(r -> r.exists("app:once:f")) == 1);
            assertThat(two.blocking().getOrLoad(key, () -> "good")).isEqualTo("good");
            assertThat(failing).failsWithin(Duration.ofSeconds(5));
        }
    }

    /// A writer changes the "database" and then invalidates; whoever calls after that must never see what was before.
    @Test
    void noInvalidationIsLost() throws Exception {
        var services =
                IntStream.range(0, PROCESSES).mapToObj(_ -> open(redis.url())).toList();
        var database = new AtomicInteger[] {new AtomicInteger(), new AtomicInteger(), new AtomicInteger()};
        var confirmed = new AtomicInteger[] {new AtomicInteger(), new AtomicInteger(), new AtomicInteger()};
        var wrong = new AtomicInteger();
        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, CALLERS)
                    .mapToObj(n -> users.submit(() -> {
                        var cache = services.get(n % PROCESSES).blocking();
                        for (int i = 0; i < 150; i++) {
                            int k = ThreadLocalRandom.current().nextInt(3);
                            var key = PLAIN.key(Integer.class, k).tagged("t" + k);
                            if (n < 3) {
                                change(cache, database[n], confirmed[n], PLAIN.key(Integer.class, n), n, i);
                            } else {
                                int atLeast = confirmed[k].get();
                                var seen = cache.getOrLoad(key, database[k]::get);
                                if (seen == null || seen < atLeast) {
                                    wrong.incrementAndGet();
                                }
                            }
                        }
                        return true;
                    }))
                    .toList();
            for (var one : all) {
                one.get();
            }
        }
        services.forEach(CacheService::close);
        assertThat(wrong).hasValue(0);
    }

    /// The only writer of its value.
    private static void change(
            BlockingCache cache, AtomicInteger database, AtomicInteger confirmed, CacheKey<Integer> key, int n, int i) {
        int now = database.incrementAndGet();
        switch (i % 3) {
            case 0 -> cache.delete(key);
            case 1 -> cache.invalidateTag("t" + n);
            default -> cache.invalidate("plain:" + n);
        }
        confirmed.set(now);
    }
}
