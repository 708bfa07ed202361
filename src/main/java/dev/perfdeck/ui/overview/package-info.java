/// The first screen: are the targets met, and if not, why.
@NullMarked
package dev.perfdeck.ui.overview;

import org.jspecify.annotations.NullMarked;
