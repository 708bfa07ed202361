/// Named sets of columns, checked against the catalog.
@NullMarked
package dev.perfdeck.core.query.columns;

import org.jspecify.annotations.NullMarked;
