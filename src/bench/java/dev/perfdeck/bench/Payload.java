package dev.perfdeck.bench;

import dev.perfdeck.core.cache.ResourcePolicy;
import dev.perfdeck.core.cache.Tier;

/// What the cache benchmarks read: about 256 bytes of JSON.
record Payload(long id, String name, String text) {
    static final ResourcePolicy POLICY = new ResourcePolicy("w", Tier.LONG);
    static final Payload ONE = new Payload(17, "nightly", "x".repeat(215));
}
