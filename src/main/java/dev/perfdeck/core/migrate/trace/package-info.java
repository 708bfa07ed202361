/// Runs a script on an empty twin of the schema, inside a transaction that is rolled back, and tells which locks it
/// really took.
@NullMarked
package dev.perfdeck.core.migrate.trace;

import org.jspecify.annotations.NullMarked;
