/// Questions that the window asks before it writes anything.
@NullMarked
package dev.perfdeck.ui.dialog;

import org.jspecify.annotations.NullMarked;
