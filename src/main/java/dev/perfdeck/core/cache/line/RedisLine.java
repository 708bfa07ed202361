package dev.perfdeck.core.cache.line;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.push.PushMessage;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one connection that all callers share. No wait for an answer is longer than its limit. It refuses at once while
/// it is broken, and mends itself when [#tend(Mending)] is called now and then. Safe on any thread.
public final class RedisLine implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RedisLine.class);

    /// What a line tells its owner; called on I/O threads, must not block.
    public interface Events {
        /// A connection stands, for the first time or again.
        void connected();

        /// Messages of the server may have been missed.
        void lost();

        void pushed(PushMessage message);
    }

    private final LineOptions options;
    private final Events events;
    private final Dialler dialler;
    private final Breaker breaker;
    private final Pool pool;
    private final ReentrantLock tending = new ReentrantLock();
    private volatile @Nullable Link link;
    private volatile String trouble = "";

    public RedisLine(LineOptions options, Events events) {
        this.options = options;
        this.events = events;
        dialler = new Dialler(options);
        breaker = new Breaker(options.breakAfter(), this::broke);
        pool = new Pool(Math.max(1, options.connections() - 2), options.timeout(), dialler::own);
    }

    private void broke() {
        log.warn("Redis does not answer ({}); the cache is off until it does", trouble);
        events.lost();
    }

    /// Whether calls are sent at all.
    public boolean isUp() {
        var line = link;
        return line != null && line.isOpen() && !breaker.isOpen();
    }

    /// What the server last said or did wrong; empty while all is well.
    public String trouble() {
        return trouble;
    }

    /// Connects if nothing is connected yet, and tries a broken line.
    ///
    /// @param mended runs before callers are let in again; what it throws keeps them out
    public void tend(Mending mended) {
        if (!tending.tryLock()) {
            return;
        }
        try {
            connectIfNeeded();
            var line = link;
            if (breaker.isOpen() && line != null && line.isOpen()) {
                wait(line.commands().ping(), options.readTimeout());
                mended.run();
                breaker.close();
                events.connected();
                log.info("Redis answers again; the cache is on");
            }
        } catch (Down | RuntimeException e) {
            trouble = String.valueOf(e.getMessage());
        } finally {
            tending.unlock();
        }
    }

    /// What is to be made good before a mended line serves again.
    @FunctionalInterface
    public interface Mending {
        void run() throws Down;
    }

    private void connectIfNeeded() {
        if (link == null) {
            var dialled = dialler.dial();
            dialled.onPush(events::pushed);
            dialled.onState(new Listener());
            link = dialled;
            trouble = "";
            events.connected();
        }
    }

    private final class Listener implements RedisConnectionStateListener {
        @Override
        public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
            events.connected();
        }

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
            events.lost();
        }
    }

    /// Sends what `question` asks and waits for the answer, at most as long as a read may take.
    public <T extends @Nullable Object> T ask(Question<T> question) throws Down {
        return ask(question, options.readTimeout());
    }

    /// The same with a limit of its own.
    public <T extends @Nullable Object> T ask(Question<T> question, Duration limit) throws Down {
        return wait(send(question), limit);
    }

    /// Waits for what was sent, as long as a read may take.
    public <T extends @Nullable Object> T read(Future<T> future) throws Down {
        return wait(future, options.readTimeout());
    }

    /// The limit of what is no read.
    public Duration timeout() {
        return options.timeout();
    }

    /// What is to be asked; must only send.
    @FunctionalInterface
    public interface Question<T extends @Nullable Object>
            extends Function<RedisClusterAsyncCommands<String, byte[]>, Future<T>> {}

    /// Sends without waiting.
    ///
    /// @throws Down when nothing was sent
    public <F extends Future<?>> F send(Function<RedisClusterAsyncCommands<String, byte[]>, F> question) throws Down {
        try {
            return question.apply(link().commands());
        } catch (RedisException e) {
            throw failed(e);
        }
    }

    /// Asks past an open breaker, to make good what callers must not miss.
    public <T extends @Nullable Object> T repair(Question<T> question) throws Down {
        var line = link;
        if (line == null || !line.isOpen()) {
            throw new Down("not connected", false, null);
        }
        try {
            return wait(question.apply(line.commands()), options.timeout());
        } catch (RedisException e) {
            throw failed(e);
        }
    }

    private Link link() throws Down {
        var line = link;
        if (line == null || breaker.isOpen() || !line.isOpen()) {
            throw new Down("not connected", false, null);
        }
        return line;
    }

    /// Waits for what was sent.
    public <T extends @Nullable Object> T wait(Future<T> future, Duration limit) throws Down {
        try {
            T answer = future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            breaker.succeeded();
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Down("interrupted", false, e);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            future.cancel(true);
            trouble = "no answer within " + limit.toMillis() + " ms";
            breaker.failed();
            throw new Down(trouble, false, e);
        }
    }

    private Down failed(Throwable e) {
        trouble = String.valueOf(e.getMessage());
        boolean refused = e instanceof RedisCommandExecutionException;
        if (refused) {
            breaker.succeeded();
        } else {
            breaker.failed();
        }
        return new Down(trouble, refused, e);
    }

    /// All is well again, as far as the last answer tells.
    public void well() {
        if (!trouble.isEmpty()) {
            trouble = "";
        }
    }

    /// Each single master by its address.
    public Map<String, RedisClusterAsyncCommands<String, byte[]>> masters() throws Down {
        try {
            return link().masters();
        } catch (RedisException e) {
            throw failed(e);
        }
    }

    /// Whether the keys of one command must lie in one slot.
    public boolean slotted() {
        return options.cluster();
    }

    /// Listens to a channel over a connection of its own, which survives reconnects.
    public Ears listen(String channel, Consumer<String> consumer) throws Down {
        try {
            return link().listen(channel, consumer);
        } catch (RedisException e) {
            throw failed(e);
        }
    }

    /// Lends a connection of the pool for blocking commands and transactions.
    public <T> T borrow(Function<StatefulRedisConnection<String, byte[]>, T> work) throws Down {
        return pool.with(work);
    }

    /// Role and address of each node; empty while there is no connection.
    public List<String> nodes() {
        var line = link;
        return line != null ? line.nodes() : List.of();
    }

    @Override
    public void close() {
        dialler.close();
    }
}
