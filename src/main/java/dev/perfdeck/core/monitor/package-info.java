/// Samples PostgreSQL, Redis and endpoints once a second and keeps the last hour of their rates.
@NullMarked
package dev.perfdeck.core.monitor;

import org.jspecify.annotations.NullMarked;
