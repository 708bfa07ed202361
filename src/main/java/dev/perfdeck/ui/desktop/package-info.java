/// The window's life: from the first picture, while servers start, to the last.
@NullMarked
package dev.perfdeck.ui.desktop;

import org.jspecify.annotations.NullMarked;
