/// What was asked, and where: the shape of a statement, and the line of the program.
@NullMarked
package dev.perfdeck.core.query.call;

import org.jspecify.annotations.NullMarked;
