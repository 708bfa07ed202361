/// The lines to PostgreSQL, Redis and HTTP endpoints, and how they fail.
@NullMarked
package dev.perfdeck.core.target;

import org.jspecify.annotations.NullMarked;
