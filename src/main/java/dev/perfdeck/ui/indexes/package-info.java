/// The screen of indexes and migrations: the errand step by step, and the health of all indexes.
@NullMarked
package dev.perfdeck.ui.indexes;

import org.jspecify.annotations.NullMarked;
