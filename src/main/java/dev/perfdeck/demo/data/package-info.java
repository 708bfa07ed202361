/// How much the demo holds, and the statements that its rooms read from files.
@NullMarked
package dev.perfdeck.demo.data;

import org.jspecify.annotations.NullMarked;
