package dev.perfdeck.demo.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.core.embedded.ServerHome;
import dev.perfdeck.support.InLocale;
import org.junit.jupiter.api.Test;

/// A server's configuration is written for the server, not in the digits of the machine's language.
class DemoRedisLocaleTest {
    @Test
    void startsWhereDigitsAreOthers() throws Exception {
        try (var directory = ServerHome.create(ServerHome.DEMO);
                var redis =
                        InLocale.call("ar-EG", () -> DemoRedis.start(directory)).orElseThrow()) {
            assertThat(redis.url()).matches("redis://127\\.0\\.0\\.1:[0-9]+/0");
        }
    }
}
