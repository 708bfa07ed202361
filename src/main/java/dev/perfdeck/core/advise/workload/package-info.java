/// A workload from a file of SQL.
@NullMarked
package dev.perfdeck.core.advise.workload;

import org.jspecify.annotations.NullMarked;
