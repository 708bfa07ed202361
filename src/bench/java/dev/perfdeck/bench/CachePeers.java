package dev.perfdeck.bench;

import com.alicp.jetcache.Cache;
import com.alicp.jetcache.CacheValueHolder;
import com.alicp.jetcache.redis.lettuce.RedisLettuceCacheBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.codec.TypedJsonJacksonCodec;
import org.redisson.config.Config;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;

/// The cache libraries that ours is measured against, each as its manual sets it up, with the same Jackson for values
/// and one [Payload] in it.
final class CachePeers implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RedisClient jetClient;
    private final Cache<String, Payload> jet;
    private final LettuceConnectionFactory factory;
    private final org.springframework.cache.Cache spring;
    private final RedissonClient redisson;
    private final RBucket<Payload> bucket;

    CachePeers(int port) {
        jetClient = RedisClient.create("redis://127.0.0.1:" + port);
        jet = jetCache(jetClient);
        jet.put("17", Payload.ONE);
        factory = new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port));
        factory.afterPropertiesSet();
        factory.start();
        spring = spring(factory);
        spring.put("17", Payload.ONE);
        var config = new Config();
        config.useSingleServer().setAddress("redis://127.0.0.1:" + port);
        redisson = Redisson.create(config);
        bucket = redisson.getBucket("redisson:w:17", new TypedJsonJacksonCodec(Payload.class));
        bucket.set(Payload.ONE, Duration.ofHours(1));
    }

    /// Enters them all; the reading of each must give the payload.
    Contest enter(Contest contest) throws Exception {
        Callable<Object> byJet = () -> jet.get("17");
        Callable<Object> bySpring =
                () -> Objects.requireNonNull(spring.get("17")).get();
        Callable<Object> byRedisson = bucket::get;
        check(byJet);
        check(bySpring);
        check(byRedisson);
        return contest.against("JetCache", "> 1", byJet)
                .against("Spring Data Redis cache", "> 1", bySpring)
                .against("Redisson bucket", "> 1", byRedisson);
    }

    private static void check(Callable<?> reading) throws Exception {
        var read = reading.call();
        if (!Payload.ONE.equals(read)) {
            throw new IllegalStateException("a peer reads " + read);
        }
    }

    private static Cache<String, Payload> jetCache(RedisClient client) {
        var holder = JSON.getTypeFactory().constructParametricType(CacheValueHolder.class, Payload.class);
        ObjectWriter writer = JSON.writerFor(holder);
        ObjectReader reader = JSON.readerFor(holder);
        return RedisLettuceCacheBuilder.createRedisLettuceCacheBuilder()
                .redisClient(client)
                .keyPrefix("jet:w:")
                .keyConvertor(key -> key)
                .valueEncoder(value -> sure(() -> writer.writeValueAsBytes(value)))
                .valueDecoder(bytes -> sure(() -> reader.readValue(bytes)))
                .expireAfterWrite(1, TimeUnit.HOURS)
                .buildCache();
    }

    private static org.springframework.cache.Cache spring(LettuceConnectionFactory factory) {
        ObjectWriter writer = JSON.writerFor(Payload.class);
        ObjectReader reader = JSON.readerFor(Payload.class);
        var serializer = new RedisSerializer<Payload>() {
            @Override
            public byte[] serialize(@Nullable Payload value) {
                return sure(() -> writer.writeValueAsBytes(value));
            }

            @Override
            public @Nullable Payload deserialize(byte @Nullable [] bytes) {
                return bytes == null ? null : sure(() -> reader.readValue(bytes));
            }
        };
        var manager = RedisCacheManager.builder(factory)
                .cacheDefaults(RedisCacheConfiguration.defaultCacheConfig()
                        .entryTtl(Duration.ofHours(1))
                        .serializeValuesWith(SerializationPair.fromSerializer(serializer)))
                .build();
        manager.afterPropertiesSet();
        return Objects.requireNonNull(manager.getCache("spring"));
    }

    private interface Conversion<T> {
        T run() throws IOException;
    }

    private static <T> T sure(Conversion<T> conversion) {
        try {
            return conversion.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        jet.close();
        jetClient.shutdown(0, 1, TimeUnit.SECONDS);
        factory.destroy();
        redisson.shutdown();
    }
}
