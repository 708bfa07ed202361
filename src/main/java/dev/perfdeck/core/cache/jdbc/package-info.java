/// Invalidation that waits for the commit of a JDBC transaction.
@NullMarked
package dev.perfdeck.core.cache.jdbc;

import org.jspecify.annotations.NullMarked;
