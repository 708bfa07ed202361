/// The configuration file, its environment variables, and the secrets beside them.
@NullMarked
package dev.perfdeck.core.settings;

import org.jspecify.annotations.NullMarked;
