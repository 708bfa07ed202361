/// The demo's HTTP backend: workflows through the cache service and the profiled queries.
@NullMarked
package dev.perfdeck.demo.backend;

import org.jspecify.annotations.NullMarked;
