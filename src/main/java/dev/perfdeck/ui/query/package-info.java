/// The Queries screen: what is slow, since when, and why.
@NullMarked
package dev.perfdeck.ui.query;

import org.jspecify.annotations.NullMarked;
