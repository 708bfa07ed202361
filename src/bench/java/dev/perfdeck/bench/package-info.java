/// Side-by-side measurements; each prints ratios of both sides taken in one run.
@NullMarked
package dev.perfdeck.bench;

import org.jspecify.annotations.NullMarked;
