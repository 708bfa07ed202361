/// The cache: how well it works, what lives in it, and what can be done to it.
@NullMarked
package dev.perfdeck.ui.cache;

import org.jspecify.annotations.NullMarked;
