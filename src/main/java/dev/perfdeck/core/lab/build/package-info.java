/// Makes the twin: schema, statistics, sizes.
@NullMarked
package dev.perfdeck.core.lab.build;

import org.jspecify.annotations.NullMarked;
