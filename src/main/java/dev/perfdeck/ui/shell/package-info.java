/// The frame around every screen: sidebar, lamps, time span, theme, status bar.
@NullMarked
package dev.perfdeck.ui.shell;

import org.jspecify.annotations.NullMarked;
