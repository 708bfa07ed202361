/// What is said of migrations and of index statements: what will run, what it locks, what became of it.
@NullMarked
package dev.perfdeck.model.migration;

import org.jspecify.annotations.NullMarked;
