package dev.perfdeck.core.monitor;

import dev.perfdeck.core.target.RedisTarget;
import dev.perfdeck.model.KeyGroup;
import dev.perfdeck.model.KeySample;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/// Looks at some keys of a server: which prefixes there are, and what they weigh. It walks with SCAN and weighs with
/// MEMORY USAGE, the only questions about a key that count as no hit. Times to live, types and uses are asked for where
/// [Depth] says so: the server counts each such question as a hit. Blocks; a connection of its own for each sample.
public final class KeySampler {
    private static final int STEP = 100;
    private static final int AT_ONCE = 32;
    private static final int MOST = 2_000;
    /// Between two steps, so that others get in.
    private static final Duration PAUSE = Duration.ofMillis(5);

    private static final int BIGGEST = 10;
    private static final int NESTED = 5;
    private static final int LONGEST_NAME = 200;

    private final RedisTarget target;

    public KeySampler(RedisTarget target) {
        this.target = target;
    }

    /// How much to ask about each key.
    ///
    /// @param lifetimes whether to ask for type and time to live, at the price of two hits a key
    /// @param uses      whether to ask for the usage counter, one hit more; it exists under an LFU policy only
    /// @param hits      is told the hits that the sample causes, before it causes them
    public record Depth(boolean lifetimes, boolean uses, LongConsumer hits) {
        /// Causes no hit at all.
        public static final Depth PLAIN = new Depth(false, false, _ -> {});
    }

    /// @param ttlMillis as PTTL answers; [#NOT_ASKED] where it was not asked
    private record Weighed(String name, long bytes, String type, long ttlMillis, long uses) {
        static final long NOT_ASKED = -3;

        Weighed(String name, long bytes) {
            this(name, bytes, "", NOT_ASKED, -1);
        }

        boolean expires() {
            return ttlMillis >= 0;
        }
    }

    /// Of a cluster, all masters are looked at, as many keys on each.
    ///
    /// @param progress  is told how many keys have been looked at
    /// @param cancelled looked at between the steps; what has been seen by then is the sample
    public KeySample take(Depth depth, LongConsumer progress, BooleanSupplier cancelled) {
        long start = System.nanoTime();
        try (var first = target.open()) {
            long total = get(first.async().dbsize());
            var others = others(first);
            int most = MOST / (others.size() + 1);
            var seen = walk(first, depth, most, progress, cancelled);
            // Hits on other nodes do not show among those of the server that is watched.
            var unheard = new Depth(depth.lifetimes(), depth.uses(), _ -> {});
            for (var node : others) {
                try (var connection = target.open(node)) {
                    total += get(connection.async().dbsize());
                    int before = seen.size();
                    seen.addAll(walk(connection, unheard, most, keys -> progress.accept(before + keys), cancelled));
                }
            }
            return new KeySample(
                    Instant.now(),
                    Duration.ofNanos(System.nanoTime() - start),
                    total,
                    seen.size(),
                    groups(seen, total),
                    biggest(seen),
                    hottest(seen));
        }
    }

    /// The other masters of a cluster that can be reached.
    private List<String> others(StatefulRedisConnection<String, String> first) {
        return RedisInfo.parse(get(first.async().info("server"))).ofCluster()
                ? ClusterNodes.otherMasters(get(first.async().clusterNodes()))
                : List.of();
    }

    private List<Weighed> walk(
            StatefulRedisConnection<String, String> connection,
            Depth depth,
            int most,
            LongConsumer progress,
            BooleanSupplier cancelled) {
        var seen = new ArrayList<Weighed>();
        ScanCursor cursor = ScanCursor.INITIAL;
        while (!cursor.isFinished() && seen.size() < most && !cancelled.getAsBoolean()) {
            KeyScanCursor<String> step = get(connection.async().scan(cursor, ScanArgs.Builder.limit(STEP)));
            // A step may bring more than was asked for, and a connection takes only so many questions at once.
            var keys = step.getKeys();
            for (int from = 0; from < keys.size(); from += AT_ONCE) {
                var some = weigh(connection, keys.subList(from, Math.min(keys.size(), from + AT_ONCE)));
                seen.addAll(depth.lifetimes() || depth.uses() ? ask(connection, some, depth) : some);
            }
            progress.accept(seen.size());
            cursor = step;
            rest();
        }
        return seen;
    }

    private List<Weighed> weigh(StatefulRedisConnection<String, String> connection, List<String> keys) {
        var seen = new ArrayList<Weighed>();
        var weights =
                keys.stream().map(key -> connection.async().memoryUsage(key)).toList();
        for (int i = 0; i < weights.size(); i++) {
            Long bytes = get(weights.get(i));
            // One that has expired meanwhile weighs nothing.
            if (bytes != null) {
                seen.add(new Weighed(keys.get(i), bytes));
            }
        }
        return seen;
    }

    private List<Weighed> ask(StatefulRedisConnection<String, String> connection, List<Weighed> keys, Depth depth) {
        depth.hits().accept((long) keys.size() * ((depth.lifetimes() ? 2 : 0) + (depth.uses() ? 1 : 0)));
        var asked = new ArrayList<Weighed>();
        for (var key : keys) {
            var on = connection.async();
            var type = depth.lifetimes() ? on.type(key.name()) : null;
            var ttl = depth.lifetimes() ? on.pttl(key.name()) : null;
            var uses = depth.uses() ? on.objectFreq(key.name()) : null;
            asked.add(new Weighed(
                    key.name(),
                    key.bytes(),
                    type == null ? "" : get(type),
                    ttl == null ? Weighed.NOT_ASKED : get(ttl),
                    uses == null ? -1 : Optional.ofNullable(get(uses)).orElse(-1L)));
        }
        return asked;
    }

    private static List<KeyGroup> groups(List<Weighed> seen, long total) {
        var byPrefix = new TreeMap<String, List<Weighed>>();
        seen.forEach(key -> byPrefix.computeIfAbsent(plain(prefix(key.name())), _ -> new ArrayList<>())
                .add(key));
        double scale = seen.isEmpty() ? 0 : Math.max(1, (double) total / seen.size());
        return byPrefix.entrySet().stream()
                .map(group -> group(group, scale))
                .sorted(Comparator.comparingLong(KeyGroup::bytes).reversed())
                .toList();
    }

    private static KeyGroup group(Map.Entry<String, List<Weighed>> group, double scale) {
        long bytes = group.getValue().stream().mapToLong(Weighed::bytes).sum();
        int sampled = group.getValue().size();
        long[] ttls = group.getValue().stream()
                .filter(Weighed::expires)
                .mapToLong(Weighed::ttlMillis)
                .sorted()
                .toArray();
        boolean asked = group.getValue().stream().anyMatch(key -> key.ttlMillis() != Weighed.NOT_ASKED);
        long endless =
                group.getValue().stream().filter(key -> key.ttlMillis() == -1).count();
        return new KeyGroup(
                group.getKey(),
                Math.round(sampled * scale),
                Math.round(bytes * scale),
                sampled,
                at(ttls, 0),
                at(ttls, ttls.length / 2),
                at(ttls, ttls.length - 1),
                asked ? Math.round(endless * scale) : KeyGroup.UNKNOWN);
    }

    private static Optional<Duration> at(long[] sortedMillis, int place) {
        return sortedMillis.length == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(sortedMillis[place]));
    }

    /// `app:workflow:17` and `app:workflow:list:9f…` become `app:workflow:*` and `app:workflow:list:*`: up to the
    /// first part with a digit in it, and never the last one.
    static String prefix(String key) {
        var parts = key.split(":", -1);
        var prefix = new StringBuilder();
        for (int i = 0; i < Math.min(parts.length - 1, NESTED); i++) {
            if (parts[i].chars().anyMatch(Character::isDigit)) {
                break;
            }
            prefix.append(parts[i]).append(':');
        }
        return prefix.isEmpty() ? (parts.length > 1 ? "*" : key) : prefix + "*";
    }

    private static List<KeySample.Key> biggest(List<Weighed> seen) {
        return seen.stream()
                .sorted(Comparator.comparingLong(Weighed::bytes).reversed())
                .limit(BIGGEST)
                .map(KeySampler::shown)
                .toList();
    }

    private static List<KeySample.Key> hottest(List<Weighed> seen) {
        return seen.stream()
                .filter(key -> key.uses() >= 0)
                .sorted(Comparator.comparingLong(Weighed::uses).reversed())
                .limit(BIGGEST)
                .map(KeySampler::shown)
                .toList();
    }

    private static KeySample.Key shown(Weighed key) {
        return new KeySample.Key(plain(key.name()), key.type(), key.bytes(), key.uses());
    }

    /// A key's name is anybody's: on one line, however long it is.
    private static String plain(String name) {
        var line = name.replaceAll("\\p{Cntrl}", "\uFFFD");
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "…";
    }

    private static void rest() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T get(RedisFuture<T> reply) {
        try {
            return reply.get(RedisTarget.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw target.fault(e);
        }
    }
}
