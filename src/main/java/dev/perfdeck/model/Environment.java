package dev.perfdeck.model;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One place where a service runs: its database, its Redis, its endpoints; each of them optional.
///
/// @param production every write asks for the environment's name to be typed
public record Environment(
        String name,
        boolean production,
        Optional<Database> database,
        Optional<Redis> redis,
        Optional<URI> performanceApi,
        List<Endpoint> probes) {

    /// @param url        `jdbc:postgresql://…`, without user or password, only allow-listed parameters
    /// @param migrations folder of the user's own Flyway migrations
    /// @param redacted   columns, as `schema.table.column`, whose sample values never leave the server
    public record Database(String url, String user, Optional<Path> migrations, int poolSize, Set<String> redacted) {
        public static final int DEFAULT_POOL_SIZE = 4;

        public Database {
            redacted = Set.copyOf(redacted);
        }

        public Database(String url, String user, Optional<Path> migrations, int poolSize) {
            this(url, user, migrations, poolSize, Set.of());
        }

        /// The name of the database, as the URL has it; where it has none, that of the user, as for every client.
        public String name() {
            var address = url.replaceFirst("[?].*", "");
            var name = address.substring(Math.max(address.lastIndexOf('/'), address.lastIndexOf(':')) + 1);
            return name.isEmpty() || (address.contains("//") && address.indexOf('/', address.indexOf("//") + 2) < 0)
                    ? user
                    : URLDecoder.decode(name, StandardCharsets.UTF_8);
        }
    }

    /// @param url       `redis://`, `rediss://` or `redis-socket://`, without password; a user name may stand in it
    /// @param namespace prefix of the application's cache keys, `app` in `app:workflow:17`
    public record Redis(String url, String namespace, int maxConnections, long timeoutMillis) {
        public static final int DEFAULT_MAX_CONNECTIONS = 10;
        public static final long DEFAULT_TIMEOUT_MILLIS = 5000;
    }

    /// A URL that the console calls to learn what latency a user gets.
    public record Endpoint(String name, URI url) {}
}
