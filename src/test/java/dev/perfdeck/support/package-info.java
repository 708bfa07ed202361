/// Real servers and real faults for tests.
@NullMarked
package dev.perfdeck.support;

import org.jspecify.annotations.NullMarked;
