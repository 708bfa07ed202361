/// Who did what to which database: an append-only file on this machine.
@NullMarked
package dev.perfdeck.core.migrate.journal;

import org.jspecify.annotations.NullMarked;
