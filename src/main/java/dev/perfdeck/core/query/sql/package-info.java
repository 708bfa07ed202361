/// A fluent builder of SELECT statements: typed, immutable, always parameterised.
@NullMarked
package dev.perfdeck.core.query.sql;

import org.jspecify.annotations.NullMarked;
