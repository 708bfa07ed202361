package dev.perfdeck.core.cache;

import dev.perfdeck.core.cache.envelope.Envelope;

/// What a look at a key found.
sealed interface Seen {
    /// Of the bytes that were there; 0 where there were none.
    long stamp();

    /// A value or a remembered `null`, not hidden by any barrier.
    record Found(Envelope envelope, boolean stale) implements Seen {
        @Override
        public long stamp() {
            return envelope.stamp();
        }
    }

    /// Somebody is loading it.
    record Claimed(long stamp) implements Seen {}

    /// Nothing, or nothing that counts: hidden, over, or unreadable.
    ///
    /// @param there whether there are bytes at all
    record Vacant(long stamp, boolean there) implements Seen {}
}
