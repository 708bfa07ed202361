package dev.perfdeck.core.cache.near;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decoded values in this process, bounded in number and in time. The values are shared with all callers, so they must
/// not be changed. Safe on any thread.
public final class NearCache {
    /// @param value      `null` for a remembered `null`
    /// @param until      milliseconds since 1970; read Redis from then on
    /// @param generation of the [Coherence] when it was asked for
    public record Held(
            Type type, @Nullable Object value, long until, long generation, long epoch, Map<String, Long> tags) {}

    /// Reading the real clock costs more than all the rest of a hit, so it is left to values that are near their end.
    private static final long NEAR_THE_END_MILLIS = 1_000;

    private final Coherence coherence;
    private final int prefix;
    private final Cache<String, Held> entries;
    private volatile long lately = System.currentTimeMillis();

    /// @param prefix length of what full keys begin with; entries are held without it, as callers name them
    public NearCache(Coherence coherence, int prefix, long entries) {
        this.coherence = coherence;
        this.prefix = prefix;
        this.entries = Caffeine.newBuilder().maximumSize(entries).build();
    }

    /// What is held and not known to be outdated; whoever gets it still compares its tags.
    ///
    /// @param key relative to the prefix
    public @Nullable Held get(String key, Type type) {
        var held = entries.getIfPresent(key);
        return held != null
                        && held.generation() == coherence.generation()
                        && held.type().equals(type)
                        && lives(held.until())
                ? held
                : null;
    }

    private boolean lives(long until) {
        return lately < until - NEAR_THE_END_MILLIS || System.currentTimeMillis() < until;
    }

    /// Looks at the clock; to be called several times a second.
    public void tick() {
        lately = System.currentTimeMillis();
    }

    /// Keeps a value that was asked for when `mark` was taken, unless something changed since.
    public void fill(String key, Held held, long mark) {
        if (coherence.armed()) {
            var _ = entries.asMap()
                    .compute(key.substring(prefix), (_, old) -> coherence.mark(key) == mark ? held : old);
        }
    }

    /// We change this key ourselves, of which the server does not tell us.
    public void drop(String key) {
        coherence.changed(key);
        forget(key);
    }

    /// The server told of a change.
    public void forget(String key) {
        entries.invalidate(key.substring(prefix));
    }

    /// The number of values, also of those that are outdated but not yet evicted.
    public long size() {
        return entries.estimatedSize();
    }

    /// Frees what no generation needs any more.
    public void clear() {
        coherence.raised();
        entries.invalidateAll();
    }
}
