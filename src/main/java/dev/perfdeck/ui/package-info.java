/// The window. Only the shell knows screens; screens never open each other.
@NullMarked
package dev.perfdeck.ui;

import org.jspecify.annotations.NullMarked;
