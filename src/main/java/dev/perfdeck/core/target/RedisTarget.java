package dev.perfdeck.core.target;

import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Passwords;
import dev.perfdeck.model.Source;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The line to one Redis: opens single connections that fail fast. They refuse commands while they are down, queue at
/// most a few, and never reconnect by themselves, so whoever holds one decides when to try again.
///
/// Safe on any thread. [#open] blocks, at most for twice [#TIMEOUT]. [#close] ends the two I/O threads and every
/// connection.
public final class RedisTarget implements AutoCloseable {
    public static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final int QUEUE = 64;
    private static final Pattern MOVED = Pattern.compile("MOVED \\d+ (.+:\\d{1,5})");

    private final RedisPlace place;
    private final Environment environment;
    private final Passwords passwords;
    private final ClientResources resources;
    private final RedisClient client;

    public RedisTarget(Environment.Redis redis, Environment environment, Passwords passwords) {
        this.place = RedisPlace.of(redis.url());
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
        return place.toString();
    }

    /// The name by which Sentinels know the master that is meant; empty where a server is named itself.
    public String sentinelMaster() {
        return place.master();
    }

    /// A new connection to the first Sentinel that answers; the caller closes it. Only where there is a
    /// [#sentinelMaster()].
    ///
    /// @throws FaultException when none answers
    public StatefulRedisSentinelConnection<String, String> openSentinel() {
        try {
            return client.connectSentinel(StringCodec.UTF8, uri());
        } catch (RuntimeException e) {
            throw fault(e);
        }
    }

    /// A new connection, named `perfdeck/0.1.0:sampler` on the server (its names hold no spaces); the caller closes it.
    ///
    /// @throws FaultException when there is none to be had
    public StatefulRedisConnection<String, String> open() {
        return open(uri());
    }

    /// A new connection to the node of a cluster that keeps what was asked for: the one that the answer
    /// `MOVED 3999 127.0.0.1:6381` names. Empty for any other answer.
    ///
    /// @throws FaultException when there is none to be had
    public Optional<StatefulRedisConnection<String, String>> follow(RedisException answer) {
        var words = MOVED.matcher(String.valueOf(answer.getMessage()));
        if (!words.matches()) {
            return Optional.empty();
        }
        return Optional.of(open(words.group(1)));
    }

    /// A new connection to another node of the cluster that this one belongs to, `host:port` as the cluster says it.
    ///
    /// @throws FaultException when there is none to be had
    public StatefulRedisConnection<String, String> open(String node) {
        var host = RedisPlace.Host.of(node, RedisPlace.PORT);
        var uri = uri();
        uri.setHost(host.name());
        uri.setPort(host.port());
        return open(uri);
    }

    private StatefulRedisConnection<String, String> open(RedisURI uri) {
        try {
            return client.connect(StringCodec.UTF8, uri);
        } catch (RuntimeException e) {
            throw greeting(fault(e));
        }
    }

    /// A Redis without TLS says nothing at all to a TLS greeting: it waits for the end of the line.
    private FaultException greeting(FaultException e) {
        return place.encrypted() && e.fault() instanceof Fault.TimedOut late
                ? new FaultException(
                        new Fault.TimedOut(
                                Source.REDIS,
                                "the TLS greeting at " + address() + " (perhaps it speaks redis:// and not rediss://)",
                                late.limit()),
                        e)
                : e;
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
        var builder = place.hosts().isEmpty()
                ? RedisURI.Builder.socket(place.socket())
                : place.bySentinel() ? sentinels() : server(place.hosts().getFirst());
        builder.withDatabase(place.database()).withTimeout(TIMEOUT).withClientName(PgTarget.PRODUCT + ":sampler");
        builder.withSsl(place.encrypted());
        var secret = passwords.find(environment, Source.REDIS);
        secret.ifPresent(word -> {
            if (place.user().isEmpty()) {
                builder.withPassword(word.reveal().toCharArray());
            } else {
                builder.withAuthentication(place.user(), word.reveal().toCharArray());
            }
        });
        return builder.build();
    }

    private static RedisURI.Builder server(RedisPlace.Host host) {
        return RedisURI.builder().withHost(host.name()).withPort(host.port());
    }

    private RedisURI.Builder sentinels() {
        var builder = RedisURI.builder().withSentinelMasterId(place.master());
        for (var host : place.hosts()) {
            builder.withSentinel(server(host)
                    .withSsl(place.encrypted())
                    .withTimeout(TIMEOUT)
                    .withClientName(PgTarget.PRODUCT + ":sampler")
                    .build());
        }
        return builder;
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
}
