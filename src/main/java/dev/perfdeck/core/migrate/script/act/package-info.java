/// What the statements of a script do, as far as locks, rewrites and rules depend on it.
@NullMarked
package dev.perfdeck.core.migrate.script.act;

import org.jspecify.annotations.NullMarked;
