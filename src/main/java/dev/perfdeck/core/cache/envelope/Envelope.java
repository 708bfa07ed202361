package dev.perfdeck.core.cache.envelope;

import java.util.Map;

/// What lies at a key: a value, a remembered `null`, or the lease of a load under way. Immutable as far as nobody
/// writes to the payload. All times are milliseconds since 1970 on the writer's clock.
///
/// @param stamp      random, never 0: whoever replaces this envelope names it
/// @param created    when the load began
/// @param soft       from here on it is stale
/// @param hard       from here on it is gone
/// @param loadMicros how long the load took, for early refresh
/// @param epoch      the namespace's barrier when the load began; another one hides this envelope
/// @param tags       the same for each tag
public record Envelope(
        Kind kind,
        long stamp,
        long created,
        long soft,
        long hard,
        int loadMicros,
        long epoch,
        Map<String, Long> tags,
        byte[] payload) {
    public enum Kind {
        VALUE,
        NULL,
        LEASE
    }

    static final byte[] NOTHING = {};

    /// The mark of a load that begins now.
    public static Envelope lease(long stamp, long now, long epoch) {
        return new Envelope(Kind.LEASE, stamp, now, now, now, 0, epoch, Map.of(), NOTHING);
    }
}
