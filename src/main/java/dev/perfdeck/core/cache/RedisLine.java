package dev.perfdeck.core.cache;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one connection that all callers share. Never makes a caller wait longer than the command timeout, refuses at
/// once while it is broken, and mends itself. Safe on any thread.
final class RedisLine implements AutoCloseable {
    /// Redis did not answer; the caller goes on without it.
    static final class Down extends Exception {
        private static final long serialVersionUID = 1L;

        Down(String reason, @Nullable Throwable cause) {
            super(reason, cause, false, false);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(RedisLine.class);

    /// To connect and sign in; no caller waits for that, and a process that has just started is slow.
    private static final Duration HANDSHAKE = Duration.ofSeconds(2);

    private final RedisURI uri;
    private final Duration timeout;
    private final ClientResources resources;
    private final RedisClient client;
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable StatefulRedisConnection<String, String> connection;

    RedisLine(CacheOptions options) {
        timeout = options.commandTimeout();
        uri = RedisURI.create(options.url());
        uri.setTimeout(HANDSHAKE);
        uri.setClientName("perfdeck-cache");
        options.password()
                .ifPresent(secret -> uri.setCredentialsProvider(RedisCredentialsProvider.from(
                        () -> RedisCredentials.just(user(options.url()), secret.reveal()))));
        resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(
                        Delay.exponential(Duration.ofMillis(50), Duration.ofSeconds(1), 2, TimeUnit.MILLISECONDS))
                .build();
        client = RedisClient.create(resources);
        client.setOptions(clientOptions(options));
    }

    private static @Nullable String user(String url) {
        var userInfo = URI.create(url).getUserInfo();
        return userInfo == null || userInfo.isEmpty() ? null : userInfo;
    }

    private static ClientOptions clientOptions(CacheOptions options) {
        return ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(options.queueSize())
                .timeoutOptions(TimeoutOptions.enabled(options.commandTimeout()))
                .socketOptions(SocketOptions.builder().connectTimeout(HANDSHAKE).build())
                .build();
    }

    /// Makes the first connection if there is none yet; later breaks are mended by the client itself.
    void connectIfNeeded() {
        if (connection != null || !connecting.tryLock()) {
            return;
        }
        try {
            if (connection == null) {
                connection = client.connect(uri);
            }
        } catch (RedisException e) {
            log.debug("no connection to Redis yet: {}", e.getMessage());
        } finally {
            connecting.unlock();
        }
    }

    boolean isConnected() {
        var line = connection;
        return line != null && line.isOpen();
    }

    /// Sends what `question` asks and waits for the answer, at most for the command timeout.
    <T extends @Nullable Object> T ask(Function<RedisAsyncCommands<String, String>, ? extends Future<T>> question)
            throws Down {
        var line = connection;
        if (line == null || !line.isOpen()) {
            throw new Down("not connected", null);
        }
        try {
            return question.apply(line.async()).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Down("interrupted", e);
        } catch (ExecutionException | TimeoutException | RedisException e) {
            throw new Down(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        // Short quiet periods: nothing is on its way once the service has stopped.
        client.shutdown(0, 1, TimeUnit.SECONDS);
        resources.shutdown(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
