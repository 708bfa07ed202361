package dev.perfdeck.core.cache.near;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.perfdeck.core.cache.stats.Tally;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decoded values in this process, bounded in number and in time. The values are shared with all callers, so they must
/// not be changed. Safe on any thread.
public final class NearCache {
    /// @param value      `null` for a remembered `null`
    /// @param until      milliseconds since 1970; read Redis from then on
    /// @param generation of the [Coherence] when it was asked for
    /// @param tally      where its hits count; looking for it would cost as much as a hit
    public record Held(
            Type type,
            @Nullable Object value,
            long until,
            long generation,
            long epoch,
            boolean tagged,
            Map<String, Long> tags,
            Tally tally) {
        public Held(
                Type type,
                @Nullable Object value,
                long until,
                long generation,
                long epoch,
                Map<String, Long> tags,
                Tally tally) {
            this(type, value, until, generation, epoch, !tags.isEmpty(), tags, tally);
        }
    }

    /// Reading the real clock costs more than all the rest of a hit, so it is left to values that are near their end.
    private static final long NEAR_THE_END_MILLIS = 1_000;

    private static final int TICKS_TO_SWEEP = 50;

    private final Coherence coherence;
    private final int prefix;
    private final Cache<String, Held> entries;
    private volatile long lately = System.currentTimeMillis();
    private int ticks;

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

    /// Looks at the clock; to be called several times a second. Now and then it lets go of what is over.
    public void tick() {
        lately = System.currentTimeMillis();
        if (++ticks % TICKS_TO_SWEEP == 0) {
            long generation = coherence.generation();
            entries.asMap().values().removeIf(held -> held.generation() != generation || held.until() <= lately);
        }
    }

    /// Keeps a value that was asked for when `mark` was taken, unless something changed since.
    ///
    /// @param key as callers name it: whoever comes with the same string finds it quickest
    public void fill(String key, String full, Held held, long mark) {
        if (coherence.armed()) {
            var _ = entries.asMap().compute(key, (_, old) -> coherence.mark(full) == mark ? held : old);
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
