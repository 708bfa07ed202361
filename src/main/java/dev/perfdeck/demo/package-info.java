/// Something real to watch: servers, a backend and its load, started and ended as one.
@NullMarked
package dev.perfdeck.demo;

import org.jspecify.annotations.NullMarked;
