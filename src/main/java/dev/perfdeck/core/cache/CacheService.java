package dev.perfdeck.core.cache;

import dev.perfdeck.core.cache.line.Down;
import dev.perfdeck.core.cache.stats.Counter;
import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Source;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A cache in Redis. What answers with a stage never blocks and completes on virtual threads, so that a stage hung to
/// it may block; [#blocking()] is the twin for code that waits, and says what each call does. Safe on any thread.
/// Closing it sends the last figures and ends its connections and threads.
public final class CacheService implements AutoCloseable {
    private final Engine engine;
    private final BlockingCache blocking;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private CacheService(CacheOptions options) {
        engine = new Engine(options);
        blocking = new BlockingCache(engine, options.singleReads());
    }

    /// Connects at once if Redis answers, else keeps trying in the background; never throws because of Redis.
    public static CacheService open(CacheOptions options) {
        return new CacheService(options);
    }

    /// The same cache for code that waits.
    public BlockingCache blocking() {
        return blocking;
    }

    public <T> CompletionStage<Optional<T>> get(CacheKey<T> key) {
        return async(() -> blocking.get(key));
    }

    /// @param loader called on a virtual thread when there is nothing cached; what its stage fails with, so does this
    public <T> CompletionStage<@Nullable T> getOrLoad(
            CacheKey<T> key, Supplier<? extends CompletionStage<? extends @Nullable T>> loader) {
        return async(() -> blocking.<T>getOrLoad(key, () -> await(loader.get())));
    }

    public <T> CompletionStage<Map<CacheKey<T>, T>> getAll(Collection<CacheKey<T>> keys) {
        return async(() -> blocking.getAll(keys));
    }

    public <T> CompletionStage<Boolean> set(CacheKey<T> key, T value) {
        return async(() -> blocking.set(key, value));
    }

    public <T> CompletionStage<Integer> setAll(Map<CacheKey<T>, T> values) {
        return async(() -> blocking.setAll(values));
    }

    public CompletionStage<Boolean> delete(CacheKey<?> key) {
        return async(() -> blocking.delete(key));
    }

    /// @return how many were there
    public CompletionStage<Long> deleteAll(Collection<? extends CacheKey<?>> keys) {
        return async(() -> blocking.deleteAll(keys));
    }

    public CompletionStage<Boolean> exists(CacheKey<?> key) {
        return async(() -> blocking.exists(key));
    }

    /// All that a policy names as dying with a change of its resource.
    public CompletionStage<Invalidated> invalidate(ResourcePolicy policy) {
        return invalidate(policy.invalidation());
    }

    public CompletionStage<Invalidated> invalidate(String pattern) {
        return invalidate(Invalidation.of(pattern));
    }

    /// [Invalidation#cancel()] stops it.
    public CompletionStage<Invalidated> invalidate(Invalidation order) {
        order.check();
        return async(() -> blocking.invalidate(order));
    }

    public CompletionStage<Boolean> invalidateTag(String tag) {
        return async(() -> {
            blocking.invalidateTag(tag);
            return true;
        });
    }

    public CompletionStage<Boolean> invalidateNamespace() {
        return async(() -> {
            blocking.invalidateNamespace();
            return true;
        });
    }

    /// Whether calls are sent to Redis now.
    public boolean isConnected() {
        return engine.line().isUp();
    }

    public CacheHealth health() {
        return engine.health();
    }

    /// Of this process, since the last reset by any process of the namespace. For the fleet see [CacheStatistics].
    public CacheFigures figures() {
        var sums = engine.tallies();
        return new CacheFigures(
                sums.sum(Counter.HITS),
                sums.sum(Counter.MISSES),
                sums.sum(Counter.SETS),
                sums.sum(Counter.DELETES),
                sums.sum(Counter.ERRORS),
                isConnected());
    }

    /// The same with all that is counted.
    public TypeFigures statistics() {
        return TypeFigures.of(engine.tallies().sums());
    }

    /// The same by resource type.
    public Map<String, TypeFigures> statisticsByType() {
        return figures(engine.tallies().values());
    }

    /// Of this process, by resource type, over about the last `window`, at most an hour; differences, so no reset and
    /// no long past distorts them.
    public Map<String, TypeFigures> recent(Duration window) {
        return figures(engine.windows().counts(window));
    }

    private static Map<String, TypeFigures> figures(Map<String, Map<Counter, Long>> counts) {
        var figures = new TreeMap<String, TypeFigures>();
        counts.forEach((type, values) -> figures.put(type, TypeFigures.of(values)));
        return figures;
    }

    /// Zeroes the counters of the whole namespace; while Redis is down, only those of this process.
    ///
    /// @return whether Redis took it
    public boolean resetStatistics() {
        try {
            engine.shared().reset();
            return true;
        } catch (Down e) {
            return false;
        }
    }

    /// Lends one of a few connections for commands that block or belong together, `BLPOP` or `MULTI`; waits for a free
    /// one. Keys are full ones, values are bytes. Not for a cluster, where a command goes to the node of its key.
    ///
    /// @throws FaultException when none is to be had
    public <T> T withConnection(Function<StatefulRedisConnection<String, byte[]>, T> work) {
        if (engine.line().slotted()) {
            throw new FaultException(new Fault.Rejected(
                    "connection", "a cluster has no single connection to lend", "Open one to the node that is meant."));
        }
        try {
            return engine.line().borrow(work);
        } catch (Down e) {
            throw new FaultException(
                    new Fault.Unavailable(Source.REDIS, String.valueOf(e.getMessage()), "Try again later."), e);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        engine.close();
    }

    private <T extends @Nullable Object> CompletionStage<T> async(Callable<T> call) {
        var result = new CompletableFuture<T>();
        try {
            threads.execute(() -> {
                try {
                    result.complete(call.call());
                } catch (Throwable t) {
                    result.completeExceptionally(t);
                }
            });
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(new IllegalStateException("the cache is closed", e));
        }
        return result;
    }

    private static <T extends @Nullable Object> T await(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException | CompletionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
