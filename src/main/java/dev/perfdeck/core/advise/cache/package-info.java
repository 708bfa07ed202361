/// Whether answers are better cached than computed.
@NullMarked
package dev.perfdeck.core.advise.cache;

import org.jspecify.annotations.NullMarked;
