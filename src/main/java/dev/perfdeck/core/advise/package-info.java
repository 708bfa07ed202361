/// Rules from figures to advice: pure functions of what the model says, without a server, a file or a clock.
@NullMarked
package dev.perfdeck.core.advise;

import org.jspecify.annotations.NullMarked;
