/// How the indexes of a database are: their figures, what is wrong with which, and what can be done about it.
@NullMarked
package dev.perfdeck.model.health;

import org.jspecify.annotations.NullMarked;
