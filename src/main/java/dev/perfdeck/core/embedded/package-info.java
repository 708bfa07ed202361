/// Servers as child processes: where they live, and that they end and leave nothing behind.
@NullMarked
package dev.perfdeck.core.embedded;

import org.jspecify.annotations.NullMarked;
