package dev.perfdeck.core.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.core.cache.jdbc.AfterCommit;
import dev.perfdeck.core.cache.method.Cached;
import dev.perfdeck.core.cache.method.CachedMethods;
import dev.perfdeck.core.cache.method.InvalidateCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The code of `docs/cache.md`, compiled here word for word.
class CachePageTest {
    record Workflow(long id, String name) {}

    interface Database {
        Workflow load(long id);
    }

    static void begin(Database database) throws Exception {
        var options =
                CacheOptions.at("redis://localhost:6379/0", "app").near(10_000).build();
        try (var cache = CacheService.open(options)) {
            var workflows = new ResourcePolicy("workflow", Tier.MEDIUM, "workflow:*")
                    .staleOnError(Duration.ofMinutes(10))
                    .nearFor(Duration.ofSeconds(30));
            var key = workflows.key(Workflow.class, 17);
            var workflow = cache.blocking().getOrLoad(key, () -> database.load(17));
            cache.blocking().delete(key);
        }
    }

    static void invalidate(BlockingCache cache, ResourcePolicy lists, Workflow value) {
        var tagged = lists.key(Workflow.class, "open").tagged("user:7");
        cache.set(tagged, value);
        cache.invalidateTag("user:7");
        var dry = cache.invalidate(Invalidation.of("workflow:list:*").dry());
        var order = Invalidation.of("workflow:list:*").atMost(100_000).paced(500, Duration.ofMillis(2));
        var done = cache.invalidate(order);
        cache.invalidateNamespace();
    }

    static void commit(BlockingCache cache, Connection connection, CacheKey<?> key) throws SQLException {
        var transaction = AfterCommit.on(connection);
        update(transaction.connection());
        transaction.run(() -> cache.delete(key));
        transaction.connection().commit();
    }

    private static void update(Connection connection) throws SQLException {
        connection.clearWarnings();
    }

    interface Workflows {
        @Cached(prefix = "workflow", ttl = 300, near = 30, staleOnError = 600)
        Optional<Workflow> find(long id);

        @InvalidateCache({"workflow:{0}", "workflow:list:*"})
        void rename(long id, String name);
    }

    static Workflows wrap(CacheService cache, Workflows target) {
        return new CachedMethods(cache).wrap(Workflows.class, target);
    }

    @Test
    void theCodeOfThePageStandsHere() throws IOException {
        var source = squeezed(Files.readString(Path.of("src/test/java/dev/perfdeck/core/cache/CachePageTest.java")));
        var page = Files.readString(Path.of("docs/cache.md"));
        var snippets = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(match -> squeezed(match.group(1)))
                .toList();
        assertThat(snippets).hasSize(4).allSatisfy(snippet -> assertThat(source).contains(snippet));
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
