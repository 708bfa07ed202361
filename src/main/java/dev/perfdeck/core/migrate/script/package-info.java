/// PostgreSQL's scripts as tokens and statements, with the lines they stand on.
@NullMarked
package dev.perfdeck.core.migrate.script;

import org.jspecify.annotations.NullMarked;
