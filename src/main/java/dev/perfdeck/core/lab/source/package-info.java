/// What the lab reads of the database that it copies; nothing here writes.
@NullMarked
package dev.perfdeck.core.lab.source;

import org.jspecify.annotations.NullMarked;
