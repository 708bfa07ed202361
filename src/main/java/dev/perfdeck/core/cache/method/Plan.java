package dev.perfdeck.core.cache.method;

import org.jspecify.annotations.Nullable;

/// What is done for a call of one method.
@FunctionalInterface
interface Plan {
    /// The method itself.
    @FunctionalInterface
    interface Call {
        @Nullable
        Object run() throws Exception;
    }

    @Nullable
    Object run(@Nullable Object[] arguments, Call method) throws Exception;
}
