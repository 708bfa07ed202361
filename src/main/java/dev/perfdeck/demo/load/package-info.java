/// The demo's users: closed-loop readers and writers, and the waves in which they come.
@NullMarked
package dev.perfdeck.demo.load;

import org.jspecify.annotations.NullMarked;
