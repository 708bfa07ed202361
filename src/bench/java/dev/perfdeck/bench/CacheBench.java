package dev.perfdeck.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.perfdeck.core.cache.CacheKey;
import dev.perfdeck.core.cache.CacheOptions;
import dev.perfdeck.core.cache.CacheService;
import dev.perfdeck.support.Servers;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// The cache service against raw Lettuce with Jackson and against the libraries that one would take otherwise: the same
/// payload, server, threads and JVM.
public final class CacheBench {
    private static final ObjectReader READER = new ObjectMapper().readerFor(Payload.class);
    private static final CacheKey<Payload> KEY = Payload.POLICY.key(Payload.class, 17);

    private final CacheService service;
    private final StatefulRedisConnection<String, byte[]> raw;

    private CacheBench(CacheService service, StatefulRedisConnection<String, byte[]> raw) {
        this.service = service;
        this.raw = raw;
    }

    static CacheService open(String url, long near) {
        return CacheService.open(CacheOptions.at(url, "app")
                .readTimeout(Duration.ofSeconds(5))
                .near(near)
                .build());
    }

    public static void main(String[] args) throws Exception {
        try (var redis = Servers.packagedRedis();
                var service = open(redis.url(), 0);
                var peers = new CachePeers(redis.port());
                var client = RedisClient.create(redis.url());
                var raw = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))) {
            service.blocking().set(KEY, Payload.ONE);
            raw.sync().set("raw", new ObjectMapper().writeValueAsBytes(Payload.ONE));
            var bench = new CacheBench(service, raw);
            bench.hits(peers);
            bench.batches(100);
            bench.batches(1000);
            bench.cold();
        }
    }

    private void hits(CachePeers peers) throws Exception {
        Callable<Object> ours = () -> service.blocking().get(KEY).orElseThrow();
        Callable<Object> theirs = () -> READER.readValue(raw.async().get("raw").get());
        for (int callers : new int[] {1, 8, 32, 128}) {
            peers.enter(new Contest("hit", callers, ours).against("raw Lettuce GET + Jackson", ">= 0.9", theirs))
                    .run();
        }
    }

    private void batches(int size) throws Exception {
        var values = new HashMap<CacheKey<Payload>, Payload>();
        IntStream.range(0, size).forEach(i -> values.put(Payload.POLICY.key(Payload.class, "b", i), Payload.ONE));
        service.blocking().setAll(values);
        var keys = List.copyOf(values.keySet());
        String[] names = keys.stream().map(key -> "app:raw:" + key.key()).toArray(String[]::new);
        for (var name : names) {
            raw.sync().set(name, new ObjectMapper().writeValueAsBytes(Payload.ONE));
        }
        new Contest("getAll of " + size, 1, () -> service.blocking().getAll(keys))
                .against("as many single gets", ">= 5", () -> singly(keys))
                .against("as many asynchronous GETs + Jackson", ">= 4 for 1,000", () -> pipelined(names))
                .against("raw MGET + Jackson", ">= 0.9", () -> mget(names))
                .run();
    }

    private List<CacheKey<Payload>> singly(List<CacheKey<Payload>> keys) {
        for (var key : keys) {
            service.blocking().get(key);
        }
        return keys;
    }

    private Object pipelined(String[] names) throws Exception {
        var asked = new ArrayList<RedisFuture<byte[]>>();
        for (var name : names) {
            asked.add(raw.async().get(name));
        }
        var found = new HashMap<String, Object>();
        for (int i = 0; i < names.length; i++) {
            found.put(names[i], READER.readValue(asked.get(i).get()));
        }
        return found;
    }

    private Object mget(String[] names) throws Exception {
        var found = new HashMap<String, Object>();
        for (var value : raw.async().mget(names).get()) {
            found.put(value.getKey(), READER.readValue(value.getValue()));
        }
        return found;
    }

    private void cold() {
        var loads = new AtomicInteger();
        var key = Payload.POLICY.key(Payload.class, "cold");
        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 10_000).forEach(i -> {
                var _ = users.submit(() -> service.blocking().getOrLoad(key, () -> {
                    loads.incrementAndGet();
                    Thread.sleep(20);
                    return Payload.ONE;
                }));
            });
        }
        System.out.printf("loads of one cold key by 10,000 callers (goal 1): %d%n", loads.get());
    }
}
