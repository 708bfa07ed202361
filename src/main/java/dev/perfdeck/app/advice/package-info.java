/// What the advisor needs around it: the source's counters, the file of what became of advice, migrations to write.
@NullMarked
package dev.perfdeck.app.advice;

import org.jspecify.annotations.NullMarked;
