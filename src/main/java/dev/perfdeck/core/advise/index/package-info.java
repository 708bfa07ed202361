/// Indexes that could be: made up from what plans read, judged by a planner, chosen under a budget.
@NullMarked
package dev.perfdeck.core.advise.index;

import org.jspecify.annotations.NullMarked;
