/// What the program can do, in the user's verbs: watch, apply, undo, reset. No JavaFX.
@NullMarked
package dev.perfdeck.app;

import org.jspecify.annotations.NullMarked;
