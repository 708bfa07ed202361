/// The query optimizer: named queries and what they cost.
@NullMarked
package dev.perfdeck.core.query;

import org.jspecify.annotations.NullMarked;
