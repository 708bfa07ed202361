/// Which locks a statement takes, whether it reads or rewrites the whole table, and whether it runs in a transaction:
/// predicted from its text and what is known of the schema. The prediction is proven by `core.migrate.trace`.
@NullMarked
package dev.perfdeck.core.migrate.locks;

import org.jspecify.annotations.NullMarked;
