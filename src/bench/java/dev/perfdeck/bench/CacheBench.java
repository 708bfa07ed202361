package dev.perfdeck.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.perfdeck.core.cache.CacheKey;
import dev.perfdeck.core.cache.CacheOptions;
import dev.perfdeck.core.cache.CacheService;
import dev.perfdeck.core.cache.Invalidation;
import dev.perfdeck.core.cache.ResourcePolicy;
import dev.perfdeck.core.cache.Tier;
import dev.perfdeck.core.cache.method.Cached;
import dev.perfdeck.core.cache.method.CachedMethods;
import dev.perfdeck.support.Servers;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// The cache service against raw Lettuce with Jackson and raw Caffeine: the same payload, server, threads and JVM,
/// rounds
/// in turn, the first discarded. Prints medians of ratios and the P99 of the last round.
public final class CacheBench {
    private static final int ROUNDS = 5;
    private static final long SLICE_NANOS = 1_000_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ResourcePolicy POLICY = new ResourcePolicy("w", Tier.LONG);
    private static final Payload PAYLOAD = new Payload(17, "nightly", "x".repeat(200));
    private static final CacheKey<Payload> KEY = POLICY.key(Payload.class, 17);
    private static final CacheKey<Payload> NEAR =
            POLICY.nearFor(Duration.ofMinutes(10)).key(Payload.class, "near");

    record Payload(long id, String name, String text) {}

    interface Loads {
        @Cached(prefix = "proxy")
        Payload load(long id);
    }

    private CacheBench() {}

    public static void main(String[] args) throws Exception {
        try (var redis = Servers.packagedRedis();
                var service = CacheService.open(CacheOptions.at(redis.url(), "app")
                        .readTimeout(Duration.ofSeconds(5))
                        .near(100_000)
                        .build());
                var client = RedisClient.create(redis.url());
                var raw = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))) {
            service.blocking().set(KEY, PAYLOAD);
            service.blocking().set(NEAR, PAYLOAD);
            raw.sync().set("raw", JSON.writeValueAsBytes(PAYLOAD));
            hits(service, raw);
            near(service);
            batches(service, raw);
            proxy(service);
            cold(service);
            invalidate(service, raw);
        }
    }

    private static void hits(CacheService service, StatefulRedisConnection<String, byte[]> raw) throws Exception {
        var reader = JSON.readerFor(Payload.class);
        Callable<Object> ours = () -> service.blocking().get(KEY).orElseThrow();
        Callable<Object> theirs = () -> reader.readValue(raw.async().get("raw").get());
        for (int callers : new int[] {1, 8, 32, 128}) {
            compare("hit, " + callers + " callers : raw GET + Jackson (goal >= 0.9)", callers, ours, theirs);
        }
    }

    private static void near(CacheService service) throws Exception {
        var caffeine = Caffeine.newBuilder().maximumSize(100_000).<String, Payload>build();
        caffeine.put(NEAR.key(), PAYLOAD);
        Callable<Object> ours = () -> service.blocking().get(NEAR).orElseThrow();
        Callable<Object> theirs = () ->
                java.util.Optional.ofNullable(caffeine.getIfPresent(NEAR.key())).orElseThrow();
        compare("near hit, 1 caller : raw Caffeine (goal >= 0.5)", 1, ours, theirs);
        compare(
                "near hit : remote hit (goal > 100)",
                1,
                ours,
                () -> service.blocking().get(KEY).orElseThrow());
    }

    private static void batches(CacheService service, StatefulRedisConnection<String, byte[]> raw) throws Exception {
        var values = new HashMap<CacheKey<Payload>, Payload>();
        IntStream.range(0, 100).forEach(i -> values.put(POLICY.key(Payload.class, "b", i), PAYLOAD));
        service.blocking().setAll(values);
        var keys = List.copyOf(values.keySet());
        String[] names = keys.stream().map(key -> "app:raw:" + key.key()).toArray(String[]::new);
        for (var name : names) {
            raw.sync().set(name, JSON.writeValueAsBytes(PAYLOAD));
        }
        var reader = JSON.readerFor(Payload.class);
        Callable<Object> ours = () -> service.blocking().getAll(keys);
        compare("getAll of 100 : 100 single gets (goal >= 5)", 1, ours, () -> {
            for (var key : keys) {
                service.blocking().get(key);
            }
            return keys;
        });
        compare("getAll of 100 : raw MGET + Jackson (goal >= 0.9)", 1, ours, () -> {
            RedisFuture<List<io.lettuce.core.KeyValue<String, byte[]>>> answer =
                    raw.async().mget(names);
            var found = new HashMap<String, Object>();
            for (var value : answer.get()) {
                found.put(value.getKey(), reader.readValue(value.getValue()));
            }
            return found;
        });
    }

    private static void proxy(CacheService service) throws Exception {
        var loads = new CachedMethods(service).wrap(Loads.class, id -> PAYLOAD);
        var byHand = new ResourcePolicy("proxy", Duration.ofSeconds(300), "");
        double[] extra = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            double ours = 1e9 / run(1, () -> loads.load(17)).perSecond();
            double theirs = 1e9
                    / run(1, () -> service.blocking().getOrLoad(byHand.key(Payload.class, 17L), () -> PAYLOAD))
                            .perSecond();
            extra[i] = ours - theirs;
        }
        print("@Cached proxy, ns more than by hand (goal < 200)", Arrays.copyOfRange(extra, 1, ROUNDS));
    }

    private static void cold(CacheService service) throws Exception {
        var loads = new AtomicInteger();
        var key = POLICY.key(Payload.class, "cold");
        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 10_000).forEach(i -> {
                var _ = users.submit(() -> service.blocking().getOrLoad(key, () -> {
                    loads.incrementAndGet();
                    Thread.sleep(20);
                    return PAYLOAD;
                }));
            });
        }
        System.out.printf("loads of one cold key by 10,000 callers (goal 1): %d%n", loads.get());
    }

    private static void invalidate(CacheService service, StatefulRedisConnection<String, byte[]> raw) throws Exception {
        double[] ratios = new double[3];
        for (int round = 0; round < ratios.length; round++) {
            fill(raw);
            long begun = System.nanoTime();
            var cursor = raw.sync()
                    .scan(
                            ScanCursor.INITIAL,
                            ScanArgs.Builder.matches("app:gone:*").limit(1000));
            while (!cursor.isFinished()) {
                cursor = raw.sync()
                        .scan(cursor, ScanArgs.Builder.matches("app:gone:*").limit(1000));
            }
            double walk = System.nanoTime() - begun;
            double calm = probe(raw, () -> Thread.sleep(1000));
            double[] took = new double[1];
            double busy = probe(raw, () -> {
                var done = service.blocking().invalidate(Invalidation.of("gone:*"));
                took[0] = done.took().toNanos();
                if (done.deleted() < 100_000) {
                    throw new IllegalStateException("only " + done);
                }
            });
            ratios[round] = took[0] / walk;
            System.out.printf(
                    Locale.ROOT,
                    "    invalidate %.0f ms, walk %.0f ms; others' P99 %.0f us calm, %.0f us meanwhile: %.1f (goal <= 3)%n",
                    took[0] / 1e6,
                    walk / 1e6,
                    calm / 1e3,
                    busy / 1e3,
                    busy / calm);
        }
        print("100 k of 1 M keys invalidated : SCAN-only walk (goal <= 1.5)", ratios);
    }

    private static void fill(StatefulRedisConnection<String, byte[]> raw) throws Exception {
        byte[] bytes = new byte[256];
        for (int from = 0; from < 1_000_000; from += 10_000) {
            var batch = new HashMap<String, byte[]>();
            for (int i = from; i < from + 10_000; i++) {
                batch.put((i % 10 == 0 ? "app:gone:" : "app:kept:") + i, bytes);
            }
            raw.sync().mset(batch);
        }
    }

    private interface Action {
        void run() throws Exception;
    }

    /// P99 of another client's GETs while the action runs, in nanoseconds.
    private static double probe(StatefulRedisConnection<String, byte[]> raw, Action action) throws Exception {
        var over = new AtomicBoolean();
        var times = new ArrayList<Long>();
        var probing = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                long begun = System.nanoTime();
                raw.sync().get("raw");
                times.add(System.nanoTime() - begun);
            }
        });
        action.run();
        over.set(true);
        probing.join();
        times.sort(null);
        return times.get((int) (0.99 * (times.size() - 1)));
    }

    private record Run(double perSecond, double p99Micros) {}

    private static void compare(String what, int callers, Callable<?> ours, Callable<?> theirs) throws Exception {
        double[] ratios = new double[ROUNDS - 1];
        Run left = new Run(0, 0);
        Run right = left;
        for (int i = 0; i < ROUNDS; i++) {
            left = run(callers, ours);
            right = run(callers, theirs);
            if (i > 0) {
                ratios[i - 1] = left.perSecond() / right.perSecond();
            }
        }
        print(what, ratios);
        System.out.printf(
                Locale.ROOT,
                "    last round: %.0f/s against %.0f/s; P99 %.1f us against %.1f us%n",
                left.perSecond(),
                right.perSecond(),
                left.p99Micros(),
                right.p99Micros());
    }

    private static Run run(int callers, Callable<?> call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(callers)) {
            long end = System.nanoTime() + SLICE_NANOS;
            var all = IntStream.range(0, callers)
                    .mapToObj(_ -> threads.submit(() -> slice(end, call)))
                    .toList();
            var times = new ArrayList<Long>();
            double rate = 0;
            for (var one : all) {
                rate += one.get().perSecond();
                times.addAll(one.get().sampled());
            }
            times.sort(null);
            return new Run(rate, times.get((int) (0.99 * (times.size() - 1))) / 1e3);
        }
    }

    private record Slice(double perSecond, List<Long> sampled) {}

    /// Times are taken of every 64th call, so that reading the clock does not weigh on calls of a few nanoseconds.
    private static Slice slice(long end, Callable<?> call) throws Exception {
        var sampled = new ArrayList<Long>();
        long begun = System.nanoTime();
        long calls = 0;
        Object last = null;
        while (true) {
            long before = System.nanoTime();
            last = call.call();
            long after = System.nanoTime();
            sampled.add(after - before);
            for (int i = 0; i < 63; i++) {
                last = call.call();
            }
            calls += 64;
            if (after - end > 0) {
                break;
            }
        }
        if (last == null) {
            throw new IllegalStateException("nothing was read");
        }
        return new Slice(calls * 1e9 / (System.nanoTime() - begun), sampled);
    }

    private static void print(String what, double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f (%.2f to %.2f)%n",
                what,
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1]);
    }
}
