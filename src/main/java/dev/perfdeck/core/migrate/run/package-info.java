/// The procedure: what is pending, what would stop it, run it, verify it, repair it, take it back.
@NullMarked
package dev.perfdeck.core.migrate.run;

import org.jspecify.annotations.NullMarked;
