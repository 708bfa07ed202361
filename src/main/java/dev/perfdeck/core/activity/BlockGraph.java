package dev.perfdeck.core.activity;

import dev.perfdeck.model.PgSession;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Who waits for whom, as sets of places: each session that waits or is waited for has one. Edges to sessions that have
/// ended are left out. Immutable after its construction.
final class BlockGraph {
    private final Map<Long, Integer> places = new LinkedHashMap<>();
    private final List<Long> keys = new ArrayList<>();
    private final Map<Long, Waiter> waiters = new LinkedHashMap<>();
    private final List<BitSet> waitFor = new ArrayList<>();
    private final List<BitSet> blockers = new ArrayList<>();
    private final Map<Long, Integer> unlisted = new HashMap<>();
    private final int[] holdsUp;

    BlockGraph(Map<Long, PgSession> sessions, List<Waiter> all) {
        all.forEach(waiter -> waiters.putIfAbsent(waiter.key(), waiter));
        for (var waiter : waiters.values()) {
            if (sessions.containsKey(waiter.key())) {
                waiter.blockers().stream()
                        .filter(key -> key != waiter.key() && sessions.containsKey(key))
                        .forEach(blocker -> join(place(waiter.key()), place(blocker)));
            }
        }
        countUnlisted();
        this.holdsUp = IntStream.range(0, size()).map(this::reach).toArray();
    }

    private int place(long key) {
        return places.computeIfAbsent(key, _ -> {
            keys.add(key);
            waitFor.add(new BitSet());
            blockers.add(new BitSet());
            return keys.size() - 1;
        });
    }

    private void join(int waiter, int blocker) {
        waitFor.get(blocker).set(waiter);
        blockers.get(waiter).set(blocker);
    }

    /// Those of a queue that are not listed are told of by the first that is.
    private void countUnlisted() {
        var first = new LinkedHashMap<String, Waiter>();
        var listed = new HashMap<String, Integer>();
        for (var waiter : waiters.values()) {
            first.putIfAbsent(waiter.queue(), waiter);
            listed.merge(waiter.queue(), 1, Integer::sum);
        }
        first.forEach((queue, waiter) ->
                unlisted.put(waiter.key(), Math.max(0, waiter.queued() - listed.getOrDefault(queue, 0))));
    }

    private int reach(int from) {
        var seen = new BitSet();
        seen.set(from);
        var next = new ArrayDeque<>(List.of(from));
        int sum = 0;
        for (var at = next.poll(); at != null; at = next.poll()) {
            var fresh = (BitSet) waitFor.get(at).clone();
            fresh.andNot(seen);
            seen.or(fresh);
            fresh.stream().forEach(next::add);
            sum += fresh.stream().map(place -> 1 + unlisted(place)).sum();
        }
        return sum;
    }

    int size() {
        return keys.size();
    }

    long key(int place) {
        return keys.get(place);
    }

    Optional<Waiter> waiter(int place) {
        return Optional.ofNullable(waiters.get(key(place)));
    }

    /// Who waits for it directly.
    BitSet waitFor(int place) {
        return waitFor.get(place);
    }

    /// For whom it waits directly.
    BitSet blockers(int place) {
        return blockers.get(place);
    }

    /// How many wait for it, directly or through others.
    int holdsUp(int place) {
        return holdsUp[place];
    }

    /// Sessions more in its queue that have no place.
    int unlisted(int place) {
        return unlisted.getOrDefault(key(place), 0);
    }
}
