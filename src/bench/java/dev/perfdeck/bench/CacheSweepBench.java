package dev.perfdeck.bench;

import dev.perfdeck.core.cache.CacheService;
import dev.perfdeck.core.cache.Invalidation;
import dev.perfdeck.support.Servers;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/// Takes 100,000 of 1,000,000 keys away by pattern, against a walk that only looks, with the same step; and what
/// another client feels of it, against the same client left alone before and after.
public final class CacheSweepBench {
    private static final int ROUNDS = 5;
    private static final int KEYS = 1_000_000;
    private static final int STEP = 1000;

    private CacheSweepBench() {}

    public static void main(String[] args) throws Exception {
        try (var redis = Servers.packagedRedis();
                var service = CacheBench.open(redis.url(), 0);
                var client = RedisClient.create(redis.url());
                var raw = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
                var other = client.connect()) {
            double[] times = new double[ROUNDS - 1];
            double[] felt = new double[ROUNDS - 1];
            for (int round = 0; round < ROUNDS; round++) {
                fill(raw.sync());
                double walk = walk(raw.sync());
                double before = felt(other.sync(), () -> Thread.sleep(1000));
                double[] took = new double[1];
                double meanwhile = felt(other.sync(), () -> took[0] = sweep(service));
                double after = felt(other.sync(), () -> Thread.sleep(1000));
                double calm = (before + after) / 2;
                System.out.printf(
                        Locale.ROOT,
                        "    invalidation %.0f ms, walk %.0f ms; another client's P99 %.0f us alone, %.0f us meanwhile%n",
                        took[0] / 1e6,
                        walk / 1e6,
                        calm / 1e3,
                        meanwhile / 1e3);
                if (round > 0) {
                    times[round - 1] = took[0] / walk;
                    felt[round - 1] = meanwhile / calm;
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "100 k of 1 M keys invalidated : SCAN-only walk (goal <= 1.5): %s%n",
                    Contest.spread(times));
            System.out.printf(
                    Locale.ROOT, "another client's P99 : undisturbed (goal <= 3): %s%n", Contest.spread(felt));
        }
    }

    private static double sweep(CacheService service) {
        var done = service.blocking().invalidate(Invalidation.of("gone:*"));
        if (done.deleted() != KEYS / 10) {
            throw new IllegalStateException("only " + done);
        }
        return done.took().toNanos();
    }

    private static double walk(RedisCommands<String, byte[]> redis) {
        var matching = ScanArgs.Builder.matches("app:gone:*").limit(STEP);
        long begun = System.nanoTime();
        var cursor = redis.scan(ScanCursor.INITIAL, matching);
        while (!cursor.isFinished()) {
            cursor = redis.scan(cursor, matching);
        }
        return System.nanoTime() - begun;
    }

    private static void fill(RedisCommands<String, byte[]> redis) {
        byte[] bytes = new byte[256];
        for (int from = 0; from < KEYS; from += 10_000) {
            var batch = new HashMap<String, byte[]>();
            for (int i = from; i < from + 10_000; i++) {
                batch.put((i % 10 == 0 ? "app:gone:" : "app:kept:") + i, bytes);
            }
            redis.mset(batch);
        }
    }

    private interface Action {
        void run() throws Exception;
    }

    /// P99 of another client's GETs while the action runs, in nanoseconds.
    private static double felt(RedisCommands<String, String> other, Action action) throws Exception {
        var over = new AtomicBoolean();
        var times = new ArrayList<Long>();
        var asking = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                long begun = System.nanoTime();
                other.get("app:kept:1");
                times.add(System.nanoTime() - begun);
            }
        });
        action.run();
        over.set(true);
        asking.join();
        times.sort(null);
        return times.get((int) (0.99 * (times.size() - 1)));
    }
}
