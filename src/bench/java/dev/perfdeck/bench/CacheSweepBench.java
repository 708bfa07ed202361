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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/// Takes 100,000 of 1,000,000 keys away by pattern, against a walk that only looks, with the same step; and what
/// another client feels of it, against the same client left alone before and after.
public final class CacheSweepBench {
    private static final int ROUNDS = 5;
    private static final int KEYS = 1_000_000;
    private static final int STEP = 500;

    private CacheSweepBench() {}

    /// @param args the step, where it is to be another
    public static void main(String[] args) throws Exception {
        int step = args.length > 0 ? Integer.parseInt(args[0]) : STEP;
        try (var redis = Servers.packagedRedis();
                var service = CacheBench.open(redis.url(), 0);
                var client = RedisClient.create(redis.url());
                var raw = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
                var other = client.connect()) {
            double[] times = new double[ROUNDS - 1];
            double[] felt = new double[ROUNDS - 1];
            for (int round = 0; round < ROUNDS; round++) {
                fill(raw.sync());
                double walk = walk(raw.sync(), step);
                raw.sync().configResetstat();
                double before = felt(other.sync(), () -> Thread.sleep(1000));
                double[] took = new double[1];
                double meanwhile = felt(other.sync(), () -> took[0] = sweep(service, step));
                double held = perCall(raw.sync(), "scan") + perCall(raw.sync(), "unlink");
                double after = felt(other.sync(), () -> Thread.sleep(1000));
                double calm = (before + after) / 2;
                System.out.printf(
                        Locale.ROOT,
                        "    invalidation %.0f ms, walk %.0f ms; a step of %d keys holds the server %.0f us;"
                                + " another client's P99 %.0f us alone, %.0f us meanwhile%n",
                        took[0] / 1e6,
                        walk / 1e6,
                        step,
                        held,
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

    /// Microseconds of the server's own time.
    private static double perCall(RedisCommands<String, byte[]> redis, String command) {
        return Pattern.compile("cmdstat_" + command + ":.*usec_per_call=([0-9.]+)")
                .matcher(redis.info("commandstats"))
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum();
    }

    private static double sweep(CacheService service, int step) {
        var done = service.blocking().invalidate(Invalidation.of("gone:*").paced(step, Duration.ZERO));
        if (done.deleted() != KEYS / 10) {
            throw new IllegalStateException("only " + done);
        }
        return done.took().toNanos();
    }

    private static double walk(RedisCommands<String, byte[]> redis, int step) {
        var matching = ScanArgs.Builder.matches("app:gone:*").limit(step);
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
