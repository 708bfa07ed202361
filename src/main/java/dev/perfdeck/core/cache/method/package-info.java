/// Caching the methods of an interface, by annotation or by function.
@NullMarked
package dev.perfdeck.core.cache.method;

import org.jspecify.annotations.NullMarked;
