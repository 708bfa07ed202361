/// The commands: reads arguments, prints for machines on stdout and for people on stderr, answers with exit codes.
@NullMarked
package dev.perfdeck.cli;

import org.jspecify.annotations.NullMarked;
