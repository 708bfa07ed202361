/// The line to Redis that all callers share: one connection, a breaker, and what happens when it breaks.
@NullMarked
package dev.perfdeck.core.cache.line;

import org.jspecify.annotations.NullMarked;
