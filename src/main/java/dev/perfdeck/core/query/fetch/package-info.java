/// Parents and their children in a constant number of statements.
@NullMarked
package dev.perfdeck.core.query.fetch;

import org.jspecify.annotations.NullMarked;
