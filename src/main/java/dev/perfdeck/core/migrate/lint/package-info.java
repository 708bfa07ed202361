/// What a script would do to a running system, rule by rule, each with the safe way. Pure: text in, findings out.
@NullMarked
package dev.perfdeck.core.migrate.lint;

import org.jspecify.annotations.NullMarked;
