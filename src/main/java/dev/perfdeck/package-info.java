/// The program's start.
@NullMarked
package dev.perfdeck;

import org.jspecify.annotations.NullMarked;
