/// Words for how PostgreSQL runs a statement: the tree that `EXPLAIN` shows, and what is remarkable about it.
@NullMarked
package dev.perfdeck.model.plan;

import org.jspecify.annotations.NullMarked;
