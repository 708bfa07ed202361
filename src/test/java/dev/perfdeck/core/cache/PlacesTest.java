package dev.perfdeck.core.cache;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.Secret;
import dev.perfdeck.support.RedisProcess;
import dev.perfdeck.support.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Wherever a Redis may be: a cluster, behind Sentinel, behind TLS with an ACL user, another database.
class PlacesTest {
    private static final ResourcePolicy POLICY =
            new ResourcePolicy("w", Tier.LONG).withEarlyRefresh(0).nearFor(Duration.ofMinutes(1));

    @TempDir
    private Path directory;

    private static CacheOptions.Builder at(String url) {
        return CacheOptions.at(url, "app").readTimeout(Duration.ofSeconds(2)).timeout(Duration.ofSeconds(3));
    }

    private static void works(CacheService service) throws Exception {
        until("it connects", service::isConnected);
        var cache = service.blocking();
        var values = new HashMap<CacheKey<Integer>, Integer>();
        IntStream.range(0, 200).forEach(i -> values.put(POLICY.key(Integer.class, i), i));
        assertThat(cache.setAll(values)).isEqualTo(200);
        assertThat(cache.getAll(values.keySet())).isEqualTo(values);
        var key = POLICY.key(Integer.class, "new").tagged("t");
        assertThat(cache.getOrLoad(key, () -> 7)).isEqualTo(7);
        until("it has landed", () -> cache.get(key).isPresent());
        cache.invalidateTag("t");
        assertThat(cache.get(key)).isEmpty();
        assertThat(cache.invalidate(Invalidation.of("w:*").dry()).matched()).isGreaterThanOrEqualTo(200);
        assertThat(cache.invalidate("w:*").deleted()).isGreaterThanOrEqualTo(200);
        assertThat(cache.getAll(values.keySet())).isEmpty();
        var once = new ResourcePolicy("once", Tier.LONG)
                .oncePerFleet(Duration.ofSeconds(1))
                .key(Integer.class, 1);
        assertThat(cache.getOrLoad(once, () -> 1)).isEqualTo(1);
        assertThat(service.resetStatistics()).isTrue();
        assertThat(service.statistics().errors()).isZero();
    }

    private static final class Cluster implements AutoCloseable {
        final List<RedisProcess> nodes = new ArrayList<>();

        Cluster() throws Exception {
            for (int i = 0; i < 3; i++) {
                nodes.add(new RedisProcess(
                        "--cluster-enabled",
                        "yes",
                        "--cluster-node-timeout",
                        "2000",
                        "--cluster-port",
                        "" + Servers.freePort()));
            }
            for (int i = 0; i < 3; i++) {
                int from = i * 16384 / 3;
                int to = (i + 1) * 16384 / 3;
                nodes.get(i)
                        .ask(r -> r.clusterAddSlots(IntStream.range(from, to).toArray()));
                var meeting = List.of(
                        "redis-cli",
                        "-p",
                        "" + nodes.get(i).port(),
                        "cluster",
                        "meet",
                        "127.0.0.1",
                        "" + nodes.getFirst().port(),
                        busPort(nodes.getFirst()));
                if (i > 0) {
                    assertThat(new ProcessBuilder(meeting)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .waitFor())
                            .isZero();
                }
            }
            for (var node : nodes) {
                until(
                        "the cluster stands",
                        () -> node.ask(r -> r.clusterInfo()).contains("cluster_state:ok")
                                && node.ask(r -> r.clusterInfo()).contains("cluster_known_nodes:3"));
            }
        }

        private static String busPort(RedisProcess node) {
            return node.ask(r -> r.configGet("cluster-port")).getOrDefault("cluster-port", "");
        }

        String url() {
            return "redis://"
                    + nodes.stream().map(node -> "127.0.0.1:" + node.port()).collect(Collectors.joining(","));
        }

        @Override
        public void close() {
            nodes.forEach(RedisProcess::close);
        }
    }

    @Test
    void aClusterOfThreeMasters() throws Exception {
        try (var cluster = new Cluster();
                var service =
                        CacheService.open(at(cluster.url()).cluster().near(100).build());
                var other =
                        CacheService.open(at(cluster.url()).cluster().near(100).build())) {
            works(service);
            assertThat(service.health().nodes()).hasSize(3).allMatch(node -> node.startsWith("master "));
            until(
                    "all nodes tell of changes",
                    () -> service.health().tracking() && other.health().tracking());
            for (int i = 0; i < 20; i++) {
                var key = POLICY.key(Integer.class, i);
                service.blocking().getOrLoad(key, () -> 1);
                until("it is there", () -> service.blocking().get(key).isPresent());
                other.blocking().set(key, 2);
                until("the change is seen", () -> service.blocking().get(key).equals(Optional.of(2)));
            }
        }
        try (var cluster = new Cluster();
                var service = CacheService.open(
                        at(cluster.url()).cluster().replicaReads().build())) {
            works(service);
        }
    }

    @Test
    void aFailoverBySentinel() throws Exception {
        try (var one = new RedisProcess();
                var two = new RedisProcess("--replicaof", "127.0.0.1 " + one.port())) {
            until(
                    "the replica is in step",
                    () -> two.ask(r -> r.info("replication")).contains("master_link_status:up"));
            int port = Servers.freePort();
            var conf = directory.resolve("sentinel.conf");
            Files.writeString(conf, """
                    port %d
                    bind 127.0.0.1
                    dir %s
                    sentinel monitor mine 127.0.0.1 %d 1
                    sentinel down-after-milliseconds mine 500
                    sentinel failover-timeout mine 2000
                    """.formatted(port, directory, one.port()));
            try (var sentinel = new RedisProcess(port, conf.toString(), "--sentinel");
                    var service = CacheService.open(at("redis-sentinel://127.0.0.1:" + sentinel.port() + "/0#mine")
                            .readTimeout(Duration.ofMillis(500))
                            .near(100)
                            .build())) {
                works(service);
                until("Sentinel knows the replica", () -> sentinelSees(conf, two.port()));
                one.kill();
                var key = POLICY.key(Integer.class, "k");
                until("the new master caches", () -> {
                    assertThat(service.blocking().getOrLoad(key, () -> 7)).isEqualTo(7);
                    return service.isConnected()
                            && service.blocking().get(key).isPresent()
                            && two.ask(r -> r.exists("app:w:k")) == 1;
                });
            }
        }
    }

    private static boolean sentinelSees(Path conf, int port) throws Exception {
        return Files.readString(conf).contains("known-replica mine 127.0.0.1 " + port);
    }

    @Test
    void tlsWithAnAclUser() throws Exception {
        var key = directory.resolve("key.pem");
        var certificate = directory.resolve("cert.pem");
        var openssl = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=DNS:localhost,IP:127.0.0.1",
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("openssl.log").toFile())
                .start();
        assertThat(openssl.waitFor()).isZero();
        int port = Servers.freePort();
        try (var redis = new RedisProcess(
                port,
                "--port",
                "0",
                "--tls-port",
                "" + port,
                "--tls-cert-file",
                certificate.toString(),
                "--tls-key-file",
                key.toString(),
                "--tls-ca-cert-file",
                certificate.toString(),
                "--tls-auth-clients",
                "no",
                "--user",
                "default",
                "off",
                "--user",
                "app",
                "on",
                ">secret",
                "~app:*",
                "&app:*",
                "+@all",
                "-@admin",
                "-@dangerous",
                "+client",
                "+info")) {
            var url = "rediss://app@localhost:" + redis.port() + "/0";
            try (var service = CacheService.open(at(url).trust(certificate)
                    .password(Optional.of(new Secret("secret")))
                    .near(10)
                    .build())) {
                works(service);
            }
            try (var service = CacheService.open(at(url).trust(certificate)
                    .password(Optional.of(new Secret("wrong")))
                    .build())) {
                assertThat(service.isConnected()).isFalse();
                assertThat(service.health().trouble()).doesNotContain("wrong");
                assertThat(service.blocking().getOrLoad(POLICY.key(Integer.class, 1), () -> 1))
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void anotherDatabaseOfAPasswordProtectedServer() throws Exception {
        try (var redis = new RedisProcess("--requirepass", "secret");
                var service = CacheService.open(at(redis.url() + "/3")
                        .password(Optional.of(new Secret("secret")))
                        .build())) {
            works(service);
        }
    }
}
