/// Finds what a program asks one by one where it could ask once.
@NullMarked
package dev.perfdeck.core.query.guard;

import org.jspecify.annotations.NullMarked;
