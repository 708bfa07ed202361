package dev.perfdeck.core.cache;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.support.RedisProcess;
import io.lettuce.core.KillArgs;
import io.lettuce.core.protocol.CommandType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A Redis that answers, and refuses: it is named as the server names it, no caller sees it, and all heals by itself.
class CacheRefusalsTest {
    private static final ResourcePolicy POLICY = new ResourcePolicy("w", Tier.MEDIUM).withEarlyRefresh(0);
    private static final CacheKey<String> KEY = POLICY.key(String.class, 1);

    private static CacheService open(RedisProcess redis) {
        return CacheService.open(CacheOptions.at(redis.url(), "app")
                .readTimeout(Duration.ofSeconds(2))
                .timeout(Duration.ofSeconds(2))
                .near(100)
                .build());
    }

    private static void cached(CacheService service, String value) throws Exception {
        until("'" + value + "' is cached", () -> {
            assertThat(service.blocking().set(KEY, value)).isIn(true, false);
            return service.blocking().get(KEY).filter(value::equals).isPresent();
        });
        until("nothing is owed", () -> service.health().owed() == 0);
    }

    /// The loader's value whatever the server says, and no error for whoever asks.
    private static void loads(CacheService service) throws Exception {
        var other = POLICY.key(String.class, "other");
        assertThat(service.blocking().getOrLoad(other, () -> "loaded")).isEqualTo("loaded");
        assertThat(service.blocking().set(other, "set")).isFalse();
    }

    @Test
    void whileItLoadsItsData() throws Exception {
        try (var redis =
                new RedisProcess("--key-load-delay", "4000", "--loading-process-events-interval-bytes", "1024")) {
            redis.ask(r -> {
                for (int i = 0; i < 500; i++) {
                    r.set("filler:" + i, "x".repeat(1_000));
                }
                return r.save();
            });
            try (var service = open(redis)) {
                cached(service, "one");
                redis.kill();
                redis.start();
                until("it says that it loads", () -> {
                    loads(service);
                    return service.health().trouble().startsWith("LOADING");
                });
                cached(service, "two");
                until("it is told of changes again", () -> service.health().tracking());
                assertThat(service.health().trouble()).isEmpty();
            }
        }
    }

    @Test
    void whenItCannotSave() throws Exception {
        try (var redis = new RedisProcess();
                var service = open(redis)) {
            cached(service, "one");
            // A directory in the place of the file that it would write.
            var inTheWay = Path.of(redis.ask(r -> r.configGet("dir")).get("dir"), "dump.rdb");
            Files.createDirectory(inTheWay);
            redis.ask(r -> r.configSet("save", "3600 1"));
            redis.ask(r -> r.bgsave());
            until(
                    "it could not save",
                    () -> redis.ask(r -> r.info("persistence")).contains("rdb_last_bgsave_status:err"));
            loads(service);
            assertThat(service.health().trouble()).startsWith("MISCONF");
            assertThat(service.blocking().get(KEY)).contains("one");
            assertThat(service.blocking().delete(KEY)).isFalse();
            assertThat(service.health().owed()).isPositive();
            Files.delete(inTheWay);
            redis.ask(r -> r.bgsave());
            until("what is owed is paid", () -> service.health().owed() == 0);
            cached(service, "two");
        }
    }

    @Test
    void whenTheUserMayNot() throws Exception {
        try (var redis = new RedisProcess();
                var admin = redis.line();
                var service = open(redis)) {
            cached(service, "one");
            admin.order(CommandType.ACL, "SETUSER", "default", "-@write");
            loads(service);
            assertThat(service.health().trouble()).startsWith("NOPERM");
            assertThat(service.blocking().get(KEY)).contains("one");
            admin.order(CommandType.ACL, "SETUSER", "default", "+@all");
            cached(service, "two");
        }
    }

    @Test
    void whenItIsFullOfClients() throws Exception {
        try (var redis = new RedisProcess();
                var admin = redis.line();
                var service = open(redis)) {
            cached(service, "one");
            admin.sync().configSet("maxclients", "1");
            admin.sync().clientKill(KillArgs.Builder.skipme());
            until("it is noticed", () -> {
                loads(service);
                return !service.isConnected();
            });
            admin.sync().configSet("maxclients", "1000");
            until("it heals", service::isConnected);
            cached(service, "two");
        }
    }
}
