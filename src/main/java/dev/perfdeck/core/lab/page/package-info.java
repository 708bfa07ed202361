/// The files of empty relations that look full: sizes, B-tree heights, and what an index would weigh.
@NullMarked
package dev.perfdeck.core.lab.page;

import org.jspecify.annotations.NullMarked;
