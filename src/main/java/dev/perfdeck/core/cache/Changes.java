package dev.perfdeck.core.cache;

import dev.perfdeck.core.cache.Debts.Debt;
import dev.perfdeck.core.cache.Invalidated.End;
import dev.perfdeck.core.cache.envelope.EnvelopeFormat.Malformed;
import dev.perfdeck.core.cache.line.Down;
import dev.perfdeck.core.cache.line.RedisLine;
import dev.perfdeck.core.cache.near.Barriers;
import dev.perfdeck.core.cache.near.NearCache;
import dev.perfdeck.core.cache.stats.Counter;
import dev.perfdeck.core.cache.stats.Tallies;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// All ways to write and to invalidate. An invalidation that Redis does not confirm becomes a debt. Safe on any thread;
/// blocks.
final class Changes {
    private final String prefix;
    private final RedisLine line;
    private final Barriers barriers;
    private final NearCache near;
    private final Debts debts;
    private final Writing writing;
    private final Loading loading;
    private final Tallies tallies;

    Changes(
            String prefix,
            RedisLine line,
            Barriers barriers,
            NearCache near,
            Debts debts,
            Writing writing,
            Loading loading,
            Tallies tallies) {
        this.prefix = prefix;
        this.line = line;
        this.barriers = barriers;
        this.near = near;
        this.debts = debts;
        this.writing = writing;
        this.loading = loading;
        this.tallies = tallies;
    }

    int setAll(Map<? extends CacheKey<?>, ?> values) {
        var sent = new LinkedHashMap<CacheKey<?>, Future<String>>();
        values.forEach((key, value) -> {
            try {
                loading.forget(prefix + key.key());
                sent.put(
                        key,
                        writing.put(prefix + key.key(), key, value, barriers.epoch(), barriers.tokens(key.tags())));
            } catch (Down | Malformed | IOException e) {
                // What was there before is as outdated as after a deletion.
                delete(List.of(key));
            }
        });
        long until = System.nanoTime() + line.timeout().toNanos();
        int taken = 0;
        for (var one : sent.entrySet()) {
            taken += taken(one.getKey(), one.getValue(), until) ? 1 : 0;
        }
        return taken;
    }

    /// All answers together get the time of one.
    private static Duration left(long untilNanos) {
        return Duration.ofNanos(Math.max(0, untilNanos - System.nanoTime()));
    }

    private boolean taken(CacheKey<?> key, Future<String> answer, long untilNanos) {
        try {
            line.wait(answer, left(untilNanos));
            // Nothing outdated is there any more: an earlier failure need not be made good, which would delete this.
            debts.paid(new Debt.Key(prefix + key.key()));
            count(key, Counter.SETS);
            return true;
        } catch (Down e) {
            // What was there before is as outdated as after a deletion; whether it still is there, may not be known.
            if (e.refused()) {
                count(key, Counter.ERRORS);
                delete(List.of(key));
            } else {
                owe(new Debt.Key(prefix + key.key()), key.policy().name());
            }
            return false;
        } finally {
            near.drop(prefix + key.key());
        }
    }

    long delete(List<? extends CacheKey<?>> keys) {
        var sent = new ArrayList<Future<Long>>();
        try {
            for (var key : keys) {
                near.drop(prefix + key.key());
                loading.forget(prefix + key.key());
            }
            for (var key : keys) {
                sent.add(line.send(redis -> redis.unlink(prefix + key.key())));
            }
        } catch (Down e) {
            // Those that were not sent are owed.
        }
        long until = System.nanoTime() + line.timeout().toNanos();
        long gone = 0;
        for (int i = 0; i < keys.size(); i++) {
            gone += gone(keys.get(i), i < sent.size() ? sent.get(i) : null, until);
        }
        return gone;
    }

    private long gone(CacheKey<?> key, @Nullable Future<Long> answer, long untilNanos) {
        var full = prefix + key.key();
        try {
            long deleted = answer == null ? -1 : line.wait(answer, left(untilNanos));
            if (deleted >= 0) {
                debts.paid(new Debt.Key(full));
                tallies.of(key.policy().name()).count(Counter.DELETES, deleted);
                return deleted;
            }
        } catch (Down e) {
            // Whether it was done is not known: owed.
        } finally {
            near.drop(full);
        }
        owe(new Debt.Key(full), key.policy().name());
        return 0;
    }

    Invalidated invalidate(Invalidation order) {
        order.check();
        if (!order.dryRun()) {
            loading.forgetAll();
        }
        var result = new Sweep(line, order, prefix, near::drop).run();
        if (!order.dryRun()) {
            // Once more, for what was read while it went on.
            near.clear();
            tallies.of(Tallies.UNTYPED).count(Counter.DELETES, result.deleted());
            if (result.end() == End.OWED && order.owing()) {
                owe(new Debt.Pattern(order.pattern()), Tallies.UNTYPED);
            }
        }
        return result;
    }

    void raise(String tag) {
        loading.forgetAll();
        try {
            barriers.raise(tag);
        } catch (Down e) {
            owe(new Debt.Tag(tag), Tallies.UNTYPED);
        }
    }

    private void owe(Debt debt, String type) {
        debts.owe(debt);
        tallies.of(type).count(Counter.ERRORS);
    }

    private void count(CacheKey<?> key, Counter counter) {
        tallies.of(key.policy().name()).count(counter);
    }
}
