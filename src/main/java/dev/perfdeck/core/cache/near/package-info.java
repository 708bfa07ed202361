/// What this process remembers of Redis, kept coherent by the server's own messages.
@NullMarked
package dev.perfdeck.core.cache.near;

import org.jspecify.annotations.NullMarked;
