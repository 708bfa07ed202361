package dev.perfdeck.bench;

import dev.perfdeck.core.monitor.Monitor;
import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Secret;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.Targets;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What watching costs the servers, all their processes counted: our monitor at one sample a second against Prometheus'
/// exporters (Debian's packages, as they come) scraped once a second, each alone on the same idle servers, with what
/// the
/// servers use by themselves taken off. The exporter for PostgreSQL does not read pg_stat_statements, ours does.
final class ExporterBench {
    private static final Duration SPAN = Duration.ofSeconds(40);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int STATEMENTS = 4_900;

    private ExporterBench() {}

    static void main() throws Exception {
        try (var pg = Servers.postgres18();
                var redis = Servers.redis()) {
            pg.execute("create extension pg_stat_statements");
            SamplerBench.seed(pg, STATEMENTS);
            var idle = during(pg, redis, () -> {});
            Cost ours;
            try (var monitor = monitor(pg, redis)) {
                monitor.start();
                ours = during(pg, redis, () -> {}).less(idle);
            }
            print("PostgreSQL", ours.pg(), exporterOfPg(pg, redis).less(idle).pg());
            print("Redis", ours.redis(), exporterOfRedis(pg, redis).less(idle).redis());
        }
    }

    /// CPU milliseconds per second of each server.
    private record Cost(double pg, double redis) {
        Cost less(Cost idle) {
            return new Cost(pg - idle.pg, redis - idle.redis);
        }
    }

    private static void print(String server, double ours, double theirs) {
        System.out.printf(
                "%s CPU per sample at 1 s: ours %.2f ms, exporter %.2f ms, ratio %.2f (goal <= 0.5)%n",
                server, ours, theirs, ours / theirs);
    }

    private static Cost exporterOfPg(PgServer pg, Servers.Redis redis) throws Exception {
        int port = Servers.freePort();
        var command = new ProcessBuilder(
                "prometheus-postgres-exporter", "--web.listen-address=127.0.0.1:" + port, "--log.level=error");
        command.environment()
                .put(
                        "DATA_SOURCE_NAME",
                        "postgresql://postgres:" + pg.password() + "@127.0.0.1:" + pg.port()
                                + "/postgres?sslmode=disable");
        return scraped(command, port, pg, redis);
    }

    private static Cost exporterOfRedis(PgServer pg, Servers.Redis redis) throws Exception {
        int port = Servers.freePort();
        var command = new ProcessBuilder(
                "prometheus-redis-exporter",
                "-web.listen-address=127.0.0.1:" + port,
                "-redis.addr=redis://127.0.0.1:" + redis.port());
        return scraped(command, port, pg, redis);
    }

    private static Cost scraped(ProcessBuilder command, int port, PgServer pg, Servers.Redis redis) throws Exception {
        var log = Files.createTempFile("exporter", ".log");
        var exporter = command.redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                    .build();
            awaitFigures(http, request, exporter, log);
            return during(pg, redis, () -> scrape(http, request));
        } finally {
            exporter.destroy();
            exporter.waitFor();
            Files.delete(log);
        }
    }

    private static void awaitFigures(HttpClient http, HttpRequest request, Process exporter, Path log)
            throws IOException, InterruptedException {
        while (exporter.isAlive()) {
            try {
                var page = http.send(request, BodyHandlers.ofString()).body();
                if (page.contains("pg_up 1") || page.contains("redis_up 1")) {
                    return;
                }
            } catch (java.net.ConnectException e) {
                // Not listening yet.
            }
            Thread.sleep(200);
        }
        throw new IOException("the exporter ended: " + Files.readString(log));
    }

    private static void scrape(HttpClient http, HttpRequest request) {
        try {
            http.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Does the work once a second, and says what the servers used meanwhile.
    private static Cost during(PgServer pg, Servers.Redis redis, Runnable work) throws Exception {
        var start = System.nanoTime();
        double pgBefore = pgMillis(pg.pid());
        double redisBefore = redisMillis(redis);
        for (var next = start; System.nanoTime() - start < SPAN.toNanos(); next += SECOND.toNanos()) {
            Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
            work.run();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Cost((pgMillis(pg.pid()) - pgBefore) / seconds, (redisMillis(redis) - redisBefore) / seconds);
    }

    /// Of the postmaster, of its children, and of those that it has reaped.
    private static double pgMillis(long postmaster) throws IOException {
        double ticks = ticks(postmaster, 11, 12, 13, 14);
        try (Stream<ProcessHandle> children =
                ProcessHandle.of(postmaster).orElseThrow().children()) {
            for (var child : children.toList()) {
                ticks += ticks(child.pid(), 11, 12);
            }
        }
        return ticks * SamplerBench.TICK_MILLIS;
    }

    private static long ticks(long pid, int... fields) throws IOException {
        var stat = Path.of("/proc/" + pid + "/stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        var text = Files.readString(stat);
        var all = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        long sum = 0;
        for (int field : fields) {
            sum += Long.parseLong(all[field]);
        }
        return sum;
    }

    private static double redisMillis(Servers.Redis redis) {
        var client = RedisClient.create(redis.url());
        try (var connection = client.connect()) {
            return connection
                    .sync()
                    .info("cpu")
                    .lines()
                    .filter(line -> line.startsWith("used_cpu_sys:") || line.startsWith("used_cpu_user:"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(':') + 1)) * 1000)
                    .sum();
        } finally {
            client.shutdown();
        }
    }

    private static Monitor monitor(PgServer pg, Servers.Redis redis) {
        var environment = new Environment(
                "bench",
                false,
                Optional.of(pg.database(pg.port(), "postgres")),
                Optional.of(new Environment.Redis(redis.url(), "app", 2, 2000)),
                Optional.empty(),
                List.of());
        return new Monitor(
                environment,
                (_, source) -> source == Source.REDIS ? Optional.empty() : Optional.of(new Secret(pg.password())),
                Targets.DEFAULT,
                List.of());
    }
}
