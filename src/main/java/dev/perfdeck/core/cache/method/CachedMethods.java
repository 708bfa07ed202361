package dev.perfdeck.core.cache.method;

import dev.perfdeck.core.cache.CacheKey;
import dev.perfdeck.core.cache.CacheService;
import dev.perfdeck.core.cache.ResourcePolicy;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes methods cached. Safe on any thread.
public final class CachedMethods {
    private final CacheService cache;

    public CachedMethods(CacheService cache) {
        this.cache = cache;
    }

    /// An instance of the interface whose annotated methods go through the cache; all others go straight to `target`.
    ///
    /// @throws IllegalArgumentException that says which method cannot be cached, why, and what to do
    public <I> I wrap(Class<I> type, I target) {
        if (!type.isInterface()) {
            throw new IllegalArgumentException(
                    type.getName() + " is no interface: take the methods to be cached out into one.");
        }
        var plans = Plans.of(type, cache);
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new Interception(target, plans)));
    }

    /// The functional twin of [Cached]: a function whose results are cached, by its argument.
    public <A, T> Function<A, @Nullable T> cached(
            ResourcePolicy policy, Class<T> result, Function<? super A, ? extends @Nullable T> function) {
        return argument -> {
            CacheKey<T> key = policy.key(result, argument);
            return unchecked(() -> cache.blocking().<T>getOrLoad(key, () -> function.apply(argument)));
        };
    }

    /// The functional twin of [InvalidateCache]: runs the action, then invalidates.
    ///
    /// @throws Exception what the action throws; nothing is invalidated then
    public <T extends @Nullable Object> T invalidating(Callable<T> action, String... patterns) throws Exception {
        T result = action.call();
        for (var pattern : patterns) {
            cache.blocking().invalidate(pattern);
        }
        return result;
    }

    private static <T extends @Nullable Object> T unchecked(Callable<T> call) {
        try {
            return call.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
