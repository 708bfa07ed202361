/// The user's own folder of migrations, as Flyway would read it.
@NullMarked
package dev.perfdeck.core.migrate.folder;

import org.jspecify.annotations.NullMarked;
