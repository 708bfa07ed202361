/// The bytes that stand for a value in Redis: when it was made, when it ends, what hides it, and the payload.
@NullMarked
package dev.perfdeck.core.cache.envelope;

import org.jspecify.annotations.NullMarked;
