/// The Advice screen: what would help, why, what it costs; a bench for what-ifs; what became of advice that was
/// followed.
@NullMarked
package dev.perfdeck.ui.advice;

import org.jspecify.annotations.NullMarked;
