/// Plans of statements: asking PostgreSQL for them without running anything, and reading its answer.
@NullMarked
package dev.perfdeck.core.target.explain;

import org.jspecify.annotations.NullMarked;
