/// What a plan reads, and by what: the conditions and orders that an index could serve.
@NullMarked
package dev.perfdeck.core.advise.plan;

import org.jspecify.annotations.NullMarked;
