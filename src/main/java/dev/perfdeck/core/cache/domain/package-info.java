/// The caches of a workflow service: what its resources are, how long they live, and what invalidates them.
@NullMarked
package dev.perfdeck.core.cache.domain;

import org.jspecify.annotations.NullMarked;
