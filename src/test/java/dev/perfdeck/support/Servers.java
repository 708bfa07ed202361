package dev.perfdeck.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import redis.embedded.RedisExecProvider;
import redis.embedded.RedisServer;
import redis.embedded.util.OS;

/// Starts real servers on free loopback ports. Whoever starts one closes it.
public final class Servers {
    private Servers() {}

    /// The embedded PostgreSQL 18, with pg_stat_statements loaded but not created in any database.
    public static PgServer postgres18() throws IOException {
        return postgres18(Map.of("shared_preload_libraries", "pg_stat_statements", "pg_stat_statements.max", "5000"));
    }

    /// The same with settings of a test's own, and no library loaded but by them.
    public static PgServer postgres18(Map<String, String> settings) throws IOException {
        var builder = EmbeddedPostgres.builder();
        settings.forEach(builder::setServerConfig);
        return new EmbeddedPg(builder.start());
    }

    /// The embedded 18, or the major version of `-Dperfdeck.postgres=13`, whose binaries then lie in `target/postgres`:
    /// for tests of what is to hold on every one. Nothing is loaded but by these settings.
    public static PgServer postgres(Map<String, String> settings) throws IOException {
        var major = System.getProperty("perfdeck.postgres", "18");
        return major.equals("18")
                ? postgres18(settings)
                : postgres(Path.of("target", "postgres", major + ".jar"), settings);
    }

    /// Other major versions whose binaries lie in `target/postgres`: `mvn -Ppostgres-majors generate-test-resources`
    /// puts them there.
    public static List<Path> otherMajors() throws IOException {
        var folder = Path.of("target", "postgres");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /// One of them, with pg_stat_statements loaded.
    public static PgServer postgres(Path jar) throws IOException {
        return postgres(jar, Map.of("shared_preload_libraries", "pg_stat_statements"));
    }

    private static PgServer postgres(Path jar, Map<String, String> settings) throws IOException {
        var builder = EmbeddedPostgres.builder().setPgBinaryResolver((_, _) -> binaries(jar));
        settings.forEach(builder::setServerConfig);
        return new EmbeddedPg(builder.start());
    }

    private static InputStream binaries(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            var entry = zip.stream()
                    .filter(it -> it.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow();
            return new ByteArrayInputStream(zip.getInputStream(entry).readAllBytes());
        }
    }

    /// The machine's own PostgreSQL, with a password for `postgres`, so that refusals can be tested.
    public static PackagedPg packagedPostgres(String... settings) throws IOException {
        return new PackagedPg(Path.of("/usr/lib/postgresql/15/bin"), freePort(), settings);
    }

    /// The embedded Redis 7.
    public static Redis redis(String... settings) throws IOException {
        return new Redis(freePort(), RedisExecProvider.defaultProvider(), settings);
    }

    /// The machine's own Redis.
    public static Redis packagedRedis(String... settings) throws IOException {
        var program = RedisExecProvider.defaultProvider().override(OS.UNIX, "/usr/bin/redis-server");
        return new Redis(freePort(), program, settings);
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private record EmbeddedPg(EmbeddedPostgres server) implements PgServer {
        @Override
        public int port() {
            return server.getPort();
        }

        @Override
        public String password() {
            return "postgres";
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /// A Redis that can be stopped and started on the same port.
    public static final class Redis implements AutoCloseable {
        private final int port;
        private final RedisExecProvider program;
        private final String[] settings;
        private RedisServer server;

        Redis(int port, RedisExecProvider program, String... settings) {
            this.port = port;
            this.program = program;
            this.settings = settings;
            this.server = launch();
        }

        public int port() {
            return port;
        }

        public String url() {
            return "redis://127.0.0.1:" + port + "/0";
        }

        public void stop() {
            server.stop();
        }

        public void start() {
            server = launch();
        }

        @Override
        public void close() {
            stop();
        }

        private RedisServer launch() {
            var builder = RedisServer.builder()
                    .redisExecProvider(program)
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"");
            for (var setting : settings) {
                builder.setting(setting);
            }
            var made = builder.build();
            made.start();
            return made;
        }
    }
}
