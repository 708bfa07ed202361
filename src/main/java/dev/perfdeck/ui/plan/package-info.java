/// Plans of statements as a tree to be read, for every screen that has one to show.
@NullMarked
package dev.perfdeck.ui.plan;

import org.jspecify.annotations.NullMarked;
