/// The plan lab: a twin of a database that holds all of the planner's knowledge and no row, for what-if plans.
@NullMarked
package dev.perfdeck.core.lab;

import org.jspecify.annotations.NullMarked;
