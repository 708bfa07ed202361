/// Words of the advisor: what it suggests, why, what it should bring and what it brought.
@NullMarked
package dev.perfdeck.model.advice;

import org.jspecify.annotations.NullMarked;
