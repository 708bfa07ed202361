package dev.perfdeck.bench;

import dev.perfdeck.core.cache.CacheKey;
import dev.perfdeck.core.cache.CacheOptions;
import dev.perfdeck.core.cache.CacheService;
import dev.perfdeck.support.FaultProxy;
import dev.perfdeck.support.RedisProcess;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// What `getOrLoad` costs its caller beyond the loader once the breaker is open, how long until it is, and how soon the
/// cache serves again after the fault has gone: for a Redis that is killed, frozen, too slow or silent.
public final class CacheFaultBench {
    private static final Duration LOAD = Duration.ofMillis(2);
    private static final int CALLS = 300;
    private static final CacheKey<Payload> KEY = Payload.POLICY.key(Payload.class, 17);

    private CacheFaultBench() {}

    @FunctionalInterface
    private interface Turn {
        void take() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        try (var redis = new RedisProcess();
                var proxy = new FaultProxy(redis.port());
                var service = CacheService.open(CacheOptions.at("redis://127.0.0.1:" + proxy.port(), "app")
                        .near(100)
                        .build())) {
            for (int round = 0; round < 2; round++) {
                fault(service, "killed", redis::kill, redis::start);
                fault(service, "frozen", redis::freeze, redis::thaw);
                fault(service, "200 ms slow", () -> proxy.latency(200), () -> proxy.latency(0));
                fault(service, "silent", () -> proxy.blackHole(true), () -> {
                    proxy.blackHole(false);
                    proxy.reset();
                });
            }
        }
    }

    private static void fault(CacheService service, String what, Turn begin, Turn end) throws Exception {
        while (service.blocking().get(KEY).isEmpty()) {
            service.blocking().set(KEY, Payload.ONE);
        }
        begin.take();
        long begun = System.nanoTime();
        long worst = 0;
        while (service.isConnected()) {
            worst = Math.max(worst, beyond(service));
        }
        double open = (System.nanoTime() - begun) / 1e6;
        var times = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            times[i] = beyond(service);
        }
        Arrays.sort(times);
        end.take();
        begun = System.nanoTime();
        while (service.blocking().get(KEY).isEmpty()) {
            service.blocking().set(KEY, Payload.ONE);
        }
        System.out.printf(
                Locale.ROOT,
                "%s: breaker open after %.0f ms (worst call %.1f ms more than its loader); then a call takes %.2f ms more"
                        + " at the median, %.2f ms at P99, %.2f ms at most (goal <= 50); serves again after %.0f ms"
                        + " (goal < 2000)%n",
                what,
                open,
                worst / 1e6,
                times[CALLS / 2] / 1e6,
                times[CALLS * 99 / 100] / 1e6,
                times[CALLS - 1] / 1e6,
                (System.nanoTime() - begun) / 1e6);
    }

    /// Nanoseconds beyond what the loader took.
    private static long beyond(CacheService service) throws Exception {
        var loading = new long[1];
        long begun = System.nanoTime();
        var key = Payload.POLICY.key(Payload.class, "x", begun);
        service.blocking().getOrLoad(key, () -> {
            long from = System.nanoTime();
            Thread.sleep(LOAD);
            loading[0] = System.nanoTime() - from;
            return Payload.ONE;
        });
        return System.nanoTime() - begun - loading[0];
    }
}
