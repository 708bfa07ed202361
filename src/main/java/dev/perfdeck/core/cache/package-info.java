/// The Redis cache service: JSON values under policies, one load per key, counters that several processes share.
@NullMarked
package dev.perfdeck.core.cache;

import org.jspecify.annotations.NullMarked;
