package dev.perfdeck.core.cache;

import dev.perfdeck.model.FaultException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// The cache for code that waits, best on virtual threads. No call throws because of Redis: while it is slow or down a
/// read is a miss. No answer is waited for longer than the read timeout, and none at all once the breaker is open. Safe
/// on any thread.
public final class BlockingCache {
    private final Engine engine;
    private final Reading reading;
    private final SingleReads singleReads;
    private final boolean heard;

    BlockingCache(Engine engine, SingleReads singleReads) {
        this.engine = engine;
        this.reading = engine.reading();
        this.singleReads = singleReads;
        this.heard = !singleReads.equals(SingleReads.NONE);
    }

    /// The cached value; empty too for a remembered `null`. A payload that cannot be read is a miss and an error.
    @SuppressWarnings("unchecked")
    public <T> Optional<T> get(CacheKey<T> key) {
        if (!heard) {
            return Optional.ofNullable((T) reading.get(key));
        }
        long start = System.nanoTime();
        var value = Optional.ofNullable((T) reading.get(key));
        singleReads.read(key, System.nanoTime() - start);
        return value;
    }

    /// The cached value, or what `loader` gives, which is then cached. A `null` is handed on, and remembered only where
    /// the policy says so. What was invalidated while it was loaded is handed on and not cached.
    ///
    /// @throws Exception what `loader` throws, and nothing else
    @SuppressWarnings("unchecked")
    public <T> @Nullable T getOrLoad(CacheKey<T> key, Callable<? extends @Nullable T> loader) throws Exception {
        if (!heard) {
            return (T) reading.getOrLoad(key, loader);
        }
        long start = System.nanoTime();
        try {
            return (T) reading.getOrLoad(key, loader);
        } finally {
            singleReads.read(key, System.nanoTime() - start);
        }
    }

    /// Those of the keys that are cached, in one round trip.
    @SuppressWarnings("unchecked")
    public <T> Map<CacheKey<T>, T> getAll(Collection<CacheKey<T>> keys) {
        return (Map<CacheKey<T>, T>) (Map<?, ?>) reading.getAll(List.copyOf(keys));
    }

    /// Puts a value, whatever is there.
    ///
    /// @return whether Redis took it
    public <T> boolean set(CacheKey<T> key, T value) {
        return engine.changes().setAll(Map.of(key, value)) == 1;
    }

    /// Puts them in one go.
    ///
    /// @return how many Redis took
    public <T> int setAll(Map<CacheKey<T>, T> values) {
        return engine.changes().setAll(values);
    }

    /// Takes a value away, also one that is being loaded. If Redis does not confirm it, this process reads the key no
    /// more until it is made good.
    ///
    /// @return whether the key was there, as far as is known
    public boolean delete(CacheKey<?> key) {
        return engine.changes().delete(List.of(key)) == 1;
    }

    /// Takes them away in one go.
    ///
    /// @return how many were there, as far as is known
    public long deleteAll(Collection<? extends CacheKey<?>> keys) {
        return engine.changes().delete(List.copyOf(keys));
    }

    /// Whether there is a value that could be read; moves no counter of this service.
    public boolean exists(CacheKey<?> key) {
        return reading.exists(key);
    }

    /// Deletes every key that matches the glob pattern, relative to the namespace, in small steps that do not hold up
    /// other clients.
    ///
    /// @throws FaultException for a pattern that is empty or matches everything
    public Invalidated invalidate(String pattern) {
        return invalidate(Invalidation.of(pattern));
    }

    /// All that a policy names as dying with a change of its resource.
    ///
    /// @throws FaultException when the policy names nothing, or everything
    public Invalidated invalidate(ResourcePolicy policy) {
        return invalidate(policy.invalidation());
    }

    /// The same with a dry run, a cap, a pace, progress.
    ///
    /// @throws FaultException for a pattern that is empty or matches everything, without the word for it
    public Invalidated invalidate(Invalidation order) {
        return engine.changes().invalidate(order);
    }

    /// Hides every entry with this tag at once, however many there are.
    public void invalidateTag(String tag) {
        if (tag.isEmpty()) {
            throw new IllegalArgumentException("a tag has a name; invalidateNamespace hides everything");
        }
        engine.changes().raise(tag);
    }

    /// Hides every entry of the namespace at once; what is hidden leaves Redis as its time ends.
    public void invalidateNamespace() {
        engine.changes().raise("");
    }
}
