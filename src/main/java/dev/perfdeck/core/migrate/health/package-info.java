/// Looks at all indexes of a database: which are invalid, unused, there twice, bloated, or missing under a foreign key;
/// and writes the statement that mends it, with the one that takes it back.
@NullMarked
package dev.perfdeck.core.migrate.health;

import org.jspecify.annotations.NullMarked;
