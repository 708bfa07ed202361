/// JDBC that profiles every statement, and otherwise behaves as the driver or pool behind it.
@NullMarked
package dev.perfdeck.core.query.jdbc;

import org.jspecify.annotations.NullMarked;
