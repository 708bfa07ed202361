package dev.perfdeck.core.cache.method;

import org.jspecify.annotations.Nullable;

/// Decides whether a call goes through the cache.
@FunctionalInterface
public interface When {
    /// Must be quick and not change the arguments.
    boolean cached(@Nullable Object[] arguments);

    /// Every call.
    final class Always implements When {
        @Override
        public boolean cached(@Nullable Object[] arguments) {
            return true;
        }
    }
}
