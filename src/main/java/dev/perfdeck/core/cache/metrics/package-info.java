/// The cache's figures for Micrometer, for programs that have it.
@NullMarked
package dev.perfdeck.core.cache.metrics;

import org.jspecify.annotations.NullMarked;
