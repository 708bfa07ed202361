package dev.perfdeck.core.cache;

import dev.perfdeck.core.cache.Seen.Found;
import dev.perfdeck.core.cache.line.Down;
import dev.perfdeck.core.cache.line.RedisLine;
import dev.perfdeck.core.cache.near.Barriers;
import dev.perfdeck.core.cache.near.Coherence;
import dev.perfdeck.core.cache.near.NearCache;
import dev.perfdeck.core.cache.stats.Counter;
import dev.perfdeck.core.cache.stats.Tallies;
import dev.perfdeck.core.cache.stats.Tally;
import io.lettuce.core.KeyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// All ways to read. Safe on any thread; blocks.
final class Reading {
    private final String prefix;
    private final RedisLine line;
    private final Store store;
    private final Barriers barriers;
    private final Coherence coherence;
    private final NearCache near;
    private final Debts debts;
    private final Writing writing;
    private final Loading loading;
    private final Tallies tallies;

    Reading(
            String prefix,
            RedisLine line,
            Store store,
            Barriers barriers,
            Coherence coherence,
            NearCache near,
            Debts debts,
            Writing writing,
            Loading loading,
            Tallies tallies) {
        this.prefix = prefix;
        this.line = line;
        this.store = store;
        this.barriers = barriers;
        this.coherence = coherence;
        this.near = near;
        this.debts = debts;
        this.writing = writing;
        this.loading = loading;
        this.tallies = tallies;
    }

    private record Hit(@Nullable Object value, Found found) {}

    @Nullable
    Object get(CacheKey<?> key) {
        var held = near(key);
        return held != null ? held.value() : far(key);
    }

    private @Nullable Object far(CacheKey<?> key) {
        var tally = tallies.of(key.policy().name());
        var full = prefix + key.key();
        var hit = judge(full, key, look(full, tally), tally);
        return hit == null ? null : hit.value();
    }

    @Nullable
    Object getOrLoad(CacheKey<?> key, Callable<?> loader) throws Exception {
        var held = near(key);
        return held != null ? held.value() : farOrLoad(key, loader);
    }

    private @Nullable Object farOrLoad(CacheKey<?> key, Callable<?> loader) throws Exception {
        var tally = tallies.of(key.policy().name());
        var full = prefix + key.key();
        var look = look(full, tally);
        var hit = judge(full, key, look, tally);
        if (hit == null) {
            return loading.load(full, key, usable(look), loader, tally);
        }
        loading.refreshEarly(full, key, look, hit.found(), loader, tally);
        return hit.value();
    }

    /// A value that looked fresh and could not be decoded is no more than something to replace.
    private static Look usable(Look look) {
        return look.fresh() == null
                ? look
                : new Look(new Seen.Vacant(look.stamp(), true), look.sentNanos(), look.mark(), look.generation());
    }

    private NearCache.@Nullable Held near(CacheKey<?> key) {
        if (key.policy().near().isZero()) {
            return null;
        }
        var held = near.get(key.key(), key.type());
        if (held == null || debts.some() || !current(held)) {
            return null;
        }
        held.tally().countNearHit();
        return held;
    }

    private boolean current(NearCache.Held held) {
        try {
            // A raised epoch begins a new generation, so only tags are left to compare.
            return !held.tagged() || barriers.current(held.epoch(), held.tags());
        } catch (Down e) {
            return false;
        }
    }

    private Look look(String full, Tally tally) {
        long mark = coherence.mark(full);
        long generation = coherence.generation();
        long sent = System.nanoTime();
        try {
            return new Look(debts.cover(full) ? null : store.see(full, tally), sent, mark, generation);
        } catch (Down e) {
            tally.count(Counter.ERRORS);
            return new Look(null, sent, mark, generation);
        }
    }

    /// Counts; `null` for a miss.
    private @Nullable Hit judge(String full, CacheKey<?> key, Look look, Tally tally) {
        var fresh = look.fresh();
        var decoded = fresh == null ? Writing.Decoded.NOT : writing.decode(fresh, key, tally);
        if (fresh == null || !decoded.readable()) {
            tally.count(Counter.MISSES);
            return null;
        }
        tally.count(Counter.HITS);
        writing.remember(full, key, fresh.envelope(), decoded.value(), look, tally);
        return new Hit(decoded.value(), fresh);
    }

    Map<CacheKey<?>, Object> getAll(List<? extends CacheKey<?>> keys) {
        var found = HashMap.<CacheKey<?>, Object>newHashMap(keys.size());
        var asked = new ArrayList<CacheKey<?>>(keys.size());
        for (var key : keys) {
            var hit = near(key);
            if (hit == null) {
                asked.add(key);
            } else if (hit.value() != null) {
                found.put(key, hit.value());
            }
        }
        if (!asked.isEmpty()) {
            ask(asked, found);
        }
        return found;
    }

    private void ask(List<CacheKey<?>> keys, Map<CacheKey<?>, Object> found) {
        var looks = keys.stream()
                .map(key ->
                        new Look(null, System.nanoTime(), coherence.mark(prefix + key.key()), coherence.generation()))
                .toList();
        var answers = fetch(keys);
        for (int i = 0; i < keys.size(); i++) {
            var key = keys.get(i);
            var full = prefix + key.key();
            var tally = tallies.of(key.policy().name());
            var hit =
                    judge(full, key, seen(full, answers.isEmpty() ? null : answers.get(i), looks.get(i), tally), tally);
            if (hit != null && hit.value() != null) {
                found.put(key, hit.value());
            }
        }
    }

    private List<KeyValue<String, byte[]>> fetch(List<CacheKey<?>> keys) {
        try {
            String[] names = keys.stream().map(key -> prefix + key.key()).toArray(String[]::new);
            return line.ask(redis -> redis.mget(names));
        } catch (Down e) {
            return List.of();
        }
    }

    private Look seen(String full, @Nullable KeyValue<String, byte[]> answer, Look asked, Tally tally) {
        Seen seen = null;
        if (answer != null && !debts.cover(full)) {
            try {
                seen = store.judge(answer.getValueOrElse(null), tally);
            } catch (Down e) {
                tally.count(Counter.ERRORS);
            }
        } else {
            tally.count(Counter.ERRORS);
        }
        return new Look(seen, asked.sentNanos(), asked.mark(), asked.generation());
    }

    boolean exists(CacheKey<?> key) {
        var full = prefix + key.key();
        var tally = tallies.of(key.policy().name());
        var found = look(full, tally).fresh();
        return found != null && writing.decode(found, key, tally).readable();
    }
}
