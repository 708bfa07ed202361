/// The engines: each room usable on its own, none of them knows JavaFX.
@NullMarked
package dev.perfdeck.core;

import org.jspecify.annotations.NullMarked;
