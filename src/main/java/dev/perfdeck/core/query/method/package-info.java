/// Methods of an interface that are named queries.
@NullMarked
package dev.perfdeck.core.query.method;

import org.jspecify.annotations.NullMarked;
