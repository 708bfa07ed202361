/// Counting hits and misses, here and summed over all processes of a namespace.
@NullMarked
package dev.perfdeck.core.cache.stats;

import org.jspecify.annotations.NullMarked;
