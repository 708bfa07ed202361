package dev.perfdeck.core.target;

import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Passwords;
import dev.perfdeck.model.Source;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The line to one Redis: opens single connections that fail fast. They refuse commands while they are down, queue at
/// most a few, and never reconnect by themselves, so whoever holds one decides when to try again.
///
/// Safe on any thread. [#open] blocks, at most for twice [#TIMEOUT]. [#close] ends the two I/O threads and every
/// connection.
public final class RedisTarget implements AutoCloseable {
    public static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final int DEFAULT_PORT = 6379;
    private static final int QUEUE = 64;

    private final Environment.Redis redis;
    private final Environment environment;
    private final Passwords passwords;
    private final ClientResources resources;
    private final RedisClient client;

    public RedisTarget(Environment.Redis redis, Environment environment, Passwords passwords) {
        this.redis = redis;
        this.environment = environment;
        this.passwords = passwords;
        this.resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .build();
        this.client = RedisClient.create(resources);
        client.setOptions(options());
    }

    /// `host:port/db`, for messages.
    public String address() {
        var uri = URI.create(redis.url());
        var host = uri.getHost() == null ? String.valueOf(uri.getPath()) : uri.getHost();
        return host + ":" + port(uri) + "/" + database(uri);
    }

    /// A new connection, named `perfdeck/0.1.0:sampler` on the server (its names hold no spaces); the caller closes it.
    ///
    /// @throws FaultException when there is none to be had
    public StatefulRedisConnection<String, String> open() {
        try {
            return client.connect(StringCodec.UTF8, uri());
        } catch (RuntimeException e) {
            throw greeting(fault(e));
        }
    }

    /// A Redis without TLS says nothing at all to a TLS greeting: it waits for the end of the line.
    private FaultException greeting(FaultException e) {
        return encrypted() && e.fault() instanceof Fault.TimedOut late
                ? new FaultException(
                        new Fault.TimedOut(
                                Source.REDIS,
                                "the TLS greeting at " + address() + " (perhaps it speaks redis:// and not rediss://)",
                                late.limit()),
                        e)
                : e;
    }

    private boolean encrypted() {
        return redis.url().startsWith("rediss://");
    }

    /// Whether the server lets us in.
    ///
    /// @throws FaultException when it does not
    public void tryLogin() {
        open().close();
    }

    /// The fault behind an exception of a connection of this target, ready to throw.
    public FaultException fault(Throwable e) {
        return new FaultException(RedisFaults.of(e, address()), e);
    }

    @Override
    public void close() {
        client.shutdown(0, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        resources.shutdown(0, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly(TIMEOUT.toMillis());
    }

    private RedisURI uri() {
        var uri = URI.create(redis.url());
        var builder = uri.getHost() == null
                ? RedisURI.Builder.socket(uri.getPath())
                : RedisURI.builder().withHost(uri.getHost()).withPort(port(uri));
        builder.withDatabase(database(uri)).withTimeout(TIMEOUT).withClientName(PgTarget.PRODUCT + ":sampler");
        builder.withSsl(encrypted());
        var secret = passwords.find(environment, Source.REDIS);
        var user = user(uri);
        secret.ifPresent(word -> {
            if (user.isEmpty()) {
                builder.withPassword(word.reveal().toCharArray());
            } else {
                builder.withAuthentication(user, word.reveal().toCharArray());
            }
        });
        return builder.build();
    }

    private static ClientOptions options() {
        return ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(QUEUE)
                .timeoutOptions(TimeoutOptions.enabled(TIMEOUT))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(TIMEOUT)
                        .keepAlive(true)
                        .build())
                .build();
    }

    private static String user(URI uri) {
        var info = uri.getUserInfo() == null ? "" : uri.getUserInfo();
        var colon = info.indexOf(':');
        return colon < 0 ? info : info.substring(0, colon);
    }

    private static int port(URI uri) {
        return uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    }

    private static int database(URI uri) {
        var path = uri.getPath() == null ? "" : uri.getPath();
        return path.matches("/\\d{1,5}") ? Integer.parseInt(path.substring(1)) : 0;
    }
}
