package dev.perfdeck.core.cache;

import dev.perfdeck.core.cache.Invalidated.End;
import dev.perfdeck.core.cache.line.Down;
import dev.perfdeck.core.cache.line.RedisLine;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One run of an [Invalidation]: SCAN and UNLINK on every master, the next look under way while the last step's keys
/// go. For one thread.
final class Sweep {
    private final RedisLine line;
    private final Invalidation order;
    private final String prefix;
    private final Consumer<String> dropped;
    private final ScanArgs matching;
    private final long begun = System.nanoTime();
    private long matched;
    private long deleted;
    private long sent;
    private long calls;

    /// @param dropped gets each full key that goes
    Sweep(RedisLine line, Invalidation order, String prefix, Consumer<String> dropped) {
        this.line = line;
        this.order = order;
        this.prefix = prefix;
        this.dropped = dropped;
        this.matching = ScanArgs.Builder.matches(prefix + order.pattern()).limit(order.step());
    }

    Invalidated run() {
        try {
            if (order.literal()) {
                one(prefix + order.pattern());
                return figures(ended());
            }
            for (var master : line.masters().values()) {
                walk(master);
                if (ended() != End.COMPLETE) {
                    break;
                }
            }
            return figures(ended());
        } catch (Down e) {
            return figures(End.OWED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return figures(End.CANCELLED);
        }
    }

    /// The name of one key needs no walk.
    private void one(String key) throws Down {
        if (order.pattern().isEmpty() || order.pattern().startsWith("$") || ended() != End.COMPLETE) {
            return;
        }
        if (order.dryRun()) {
            matched = line.ask(redis -> redis.exists(key), line.timeout());
        } else {
            dropped.accept(key);
            deleted = line.ask(redis -> redis.unlink(key), line.timeout());
            matched = deleted;
            sent = deleted;
        }
        order.progress().accept(figures(ended()));
    }

    private void walk(RedisClusterAsyncCommands<String, byte[]> master) throws Down, InterruptedException {
        var cursor = line.wait(master.scan(ScanCursor.INITIAL, matching), line.timeout());
        while (true) {
            calls++;
            var going = unlink(master, cursor);
            boolean last = cursor.isFinished() || ended() != End.COMPLETE;
            var next = last ? null : master.scan(cursor, matching);
            // The later answer first: the others are there by then, and this thread wakes once a step.
            var following = next == null ? null : line.wait(next, line.timeout());
            for (var answer : going) {
                deleted += line.wait(answer, line.timeout());
            }
            order.progress().accept(figures(ended()));
            if (following == null) {
                return;
            }
            cursor = following;
            TimeUnit.NANOSECONDS.sleep(order.pause().toNanos());
        }
    }

    private List<Future<Long>> unlink(RedisClusterAsyncCommands<String, byte[]> master, KeyScanCursor<String> cursor) {
        // What begins with $ is the service's own: counters, barriers, locks.
        var keys = cursor.getKeys().stream()
                .filter(key -> !key.startsWith("$", prefix.length()))
                .limit(order.cap() - sent)
                .toList();
        matched += keys.size();
        sent += keys.size();
        if (order.dryRun() || keys.isEmpty()) {
            return List.of();
        }
        keys.forEach(dropped);
        var answers = new ArrayList<Future<Long>>();
        if (line.slotted()) {
            keys.forEach(key -> answers.add(master.unlink(key)));
        } else {
            answers.add(master.unlink(keys.toArray(String[]::new)));
        }
        return answers;
    }

    private End ended() {
        return order.cancelled().get() ? End.CANCELLED : sent >= order.cap() ? End.CAPPED : End.COMPLETE;
    }

    private Invalidated figures(End end) {
        var took = Duration.ofNanos(System.nanoTime() - begun);
        return new Invalidated(
                order.pattern(), matched, deleted, order.dryRun(), took, end, calls, calls * order.step());
    }
}
