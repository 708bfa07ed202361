/// Pages of a result: by offset with a count, or by keyset with a signed cursor.
@NullMarked
package dev.perfdeck.core.query.page;

import org.jspecify.annotations.NullMarked;
