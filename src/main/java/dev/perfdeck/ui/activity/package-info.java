/// The Activity screen: who does what, who waits for whom, and what can be done about it.
@NullMarked
package dev.perfdeck.ui.activity;

import org.jspecify.annotations.NullMarked;
