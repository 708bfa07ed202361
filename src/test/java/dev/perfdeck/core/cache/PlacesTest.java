package dev.perfdeck.core.cache;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.Secret;
import dev.perfdeck.support.RedisCluster;
import dev.perfdeck.support.RedisProcess;
import dev.perfdeck.support.SentinelSet;
import dev.perfdeck.support.Servers;
import io.lettuce.core.cluster.SlotHash;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
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

    @Test
    void aClusterOfThreeMasters() throws Exception {
        try (var cluster = new RedisCluster();
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
        try (var cluster = new RedisCluster();
                var service = CacheService.open(
                        at(cluster.url()).cluster().replicaReads().build())) {
            works(service);
        }
    }

    @Test
    void aSlotThatMovesAndAMasterThatDies() throws Exception {
        try (var cluster = new RedisCluster();
                var service = CacheService.open(at(cluster.url())
                        .cluster()
                        .readTimeout(Duration.ofMillis(500))
                        .build())) {
            until("it connects", service::isConnected);
            var cache = service.blocking();
            var key = POLICY.key(Integer.class, "moving");
            int slot = SlotHash.getSlot("app:w:moving");
            var from = cluster.nodes().get(slot * 3 / 16384);
            var to = cluster.nodes().get((slot * 3 / 16384 + 1) % 3);
            var fromId = from.ask(r -> r.clusterMyId());
            var toId = to.ask(r -> r.clusterMyId());
            to.ask(r -> r.clusterSetSlotImporting(slot, fromId));
            from.ask(r -> r.clusterSetSlotMigrating(slot, toId));
            assertThat(cache.set(key, 1)).as("ASK is followed").isTrue();
            assertThat(cache.get(key)).contains(1);
            assertThat(cache.<Integer>getOrLoad(key, () -> 2)).isEqualTo(1);
            assertThat(service.statistics().errors()).isZero();
            for (var node : cluster.nodes()) {
                node.ask(r -> r.clusterSetSlotNode(slot, toId));
            }
            assertThat(cache.get(key)).as("MOVED is followed").contains(1);
            assertThat(cache.delete(key)).isTrue();
            assertThat(service.statistics().errors()).isZero();

            var replica = cluster.replicaOf(to);
            to.kill();
            until("the replica has its slots", () -> {
                assertThat(cache.<Integer>getOrLoad(key, () -> 7)).isEqualTo(7);
                return replica.ask(r -> r.info("replication")).contains("role:master");
            });
            until("the new master caches", () -> {
                assertThat(cache.<Integer>getOrLoad(key, () -> 7)).isEqualTo(7);
                return cache.get(key).isPresent();
            });
        }
    }

    @Test
    void aSocketOfTheMachine() throws Exception {
        var socket = directory.resolve("redis.sock");
        try (var redis = new RedisProcess("--unixsocket", socket.toString());
                var service = CacheService.open(
                        at("redis-socket://" + socket).near(100).build())) {
            works(service);
            String clients = redis.ask(r -> r.clientList());
            assertThat(clients).contains("addr=" + socket);
            redis.kill();
            until("it is noticed", () -> !service.isConnected());
            redis.start();
            until("it heals", service::isConnected);
        }
    }

    @Test
    void aFailoverBySentinel() throws Exception {
        try (var set = new SentinelSet(directory);
                var service = CacheService.open(at(set.url())
                        .readTimeout(Duration.ofMillis(500))
                        .near(100)
                        .build())) {
            works(service);
            until("Sentinel knows the replica", set::seesTheReplica);
            set.master.kill();
            var key = POLICY.key(Integer.class, "k");
            until("the new master caches", () -> {
                assertThat(service.blocking().getOrLoad(key, () -> 7)).isEqualTo(7);
                return service.isConnected()
                        && service.blocking().get(key).isPresent()
                        && set.replica.ask(r -> r.exists("app:w:k")) == 1;
            });
        }
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
