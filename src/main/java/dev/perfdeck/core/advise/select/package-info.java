/// Which indexes to have when there is not room for all: the choice on a what-if matrix.
@NullMarked
package dev.perfdeck.core.advise.select;

import org.jspecify.annotations.NullMarked;
