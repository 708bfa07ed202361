package dev.perfdeck.core.cache.line;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Owns the client and its threads, and opens links with it. Closing it ends them all.
final class Dialler implements AutoCloseable {
    /// To connect and sign in; no caller waits for that, and a process that has just started is slow.
    private static final Duration HANDSHAKE = Duration.ofSeconds(2);

    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private final LineOptions options;
    private final List<RedisURI> uris;
    private final ClientResources resources;
    private final @Nullable RedisClient single;
    private final @Nullable RedisClusterClient cluster;

    Dialler(LineOptions options) {
        this.options = options;
        uris = options.cluster()
                ? Addresses.each(options.url()).stream().map(this::uri).toList()
                : List.of(uri(options.url()));
        resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .reconnectDelay(
                        Delay.exponential(Duration.ofMillis(50), Duration.ofMillis(500), 2, TimeUnit.MILLISECONDS))
                .build();
        single = options.cluster() ? null : RedisClient.create(resources);
        cluster = options.cluster() ? RedisClusterClient.create(resources, uris) : null;
        if (single != null) {
            single.setOptions(common(ClientOptions.builder()).build());
        }
        if (cluster != null) {
            cluster.setOptions(clusterOptions());
        }
    }

    Link dial() {
        return cluster != null
                ? new ClusterLink(cluster, CODEC, options.replicaReads())
                : new SingleLink(client(), uris.getFirst(), CODEC, options.replicaReads());
    }

    /// A connection for somebody alone, without a limit on how long a command may take.
    StatefulRedisConnection<String, byte[]> own() {
        return client().connect(CODEC, uris.getFirst());
    }

    private RedisClient client() {
        if (single == null) {
            throw new UnsupportedOperationException("a cluster has no single connection to borrow");
        }
        return single;
    }

    private RedisURI uri(String text) {
        var uri = RedisURI.create(text);
        uri.setTimeout(HANDSHAKE);
        uri.setClientName("perfdeck-cache");
        for (var sentinel : uri.getSentinels()) {
            sentinel.setTimeout(HANDSHAKE);
        }
        options.password().ifPresent(secret -> {
            var user = options.user().orElse(userOf(text));
            uri.setCredentialsProvider(
                    RedisCredentialsProvider.from(() -> RedisCredentials.just(user, secret.reveal())));
        });
        return uri;
    }

    private static @Nullable String userOf(String url) {
        var userInfo = URI.create(url).getUserInfo();
        return userInfo == null || userInfo.isEmpty() ? null : userInfo;
    }

    private ClusterClientOptions clusterOptions() {
        var refresh = ClusterTopologyRefreshOptions.builder()
                .adaptiveRefreshTriggersTimeout(Duration.ofMillis(500))
                .enablePeriodicRefresh(Duration.ofSeconds(30))
                .build();
        var builder = ClusterClientOptions.builder();
        common(builder);
        return builder.topologyRefreshOptions(refresh).build();
    }

    private <B extends ClientOptions.Builder> B common(B builder) {
        builder.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(options.queue())
                // What was under way when the line broke may have been done: nothing is sent twice.
                .replayFilter(_ -> true)
                // The callers themselves wait with a limit: a timer for every command would cost more than it gives.
                .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(HANDSHAKE)
                        .keepAlive(true)
                        .build());
        options.trust()
                .ifPresent(pem -> builder.sslOptions(SslOptions.builder()
                        .jdkSslProvider()
                        .trustManager(pem.toFile())
                        .build()));
        return builder;
    }

    @Override
    public void close() {
        // Short quiet periods: nothing is on its way once the service has stopped.
        if (single != null) {
            single.shutdown(0, 1, TimeUnit.SECONDS);
        }
        if (cluster != null) {
            cluster.shutdown(0, 1, TimeUnit.SECONDS);
        }
        resources.shutdown(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /// The addresses in a URL that may name several hosts.
    static final class Addresses {
        private Addresses() {}

        static List<String> each(String url) {
            int start = url.indexOf("://") + 3;
            int end = url.indexOf('/', start) < 0 ? url.length() : url.indexOf('/', start);
            int at = url.lastIndexOf('@', end);
            var head = url.substring(0, at < start ? start : at + 1);
            var tail = url.substring(end);
            return Arrays.stream(url.substring(head.length(), end).split(","))
                    .map(host -> head + host + tail)
                    .toList();
        }
    }
}
