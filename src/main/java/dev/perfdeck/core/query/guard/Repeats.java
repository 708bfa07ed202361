package dev.perfdeck.core.query.guard;

import dev.perfdeck.core.query.call.CallSites;
import dev.perfdeck.core.query.call.Place;
import dev.perfdeck.model.QueryFigures.NPlusOne;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// How often one thing was asked in a unit, and with how many different values. Safe on any thread.
final class Repeats {
    private final Asked what;
    private final int values;
    private final Set<Long> different = new HashSet<>();
    private long[] first = {};
    private boolean[] varying = {};
    private long count;
    private long nanos;
    private String callSite = "";

    Repeats(Asked what, int values) {
        this.what = what;
        this.values = values;
    }

    /// @param places a number for each place, that differs where the value does
    synchronized void add(long[] places, long took, CallSites callSites) {
        if (count++ == 0) {
            first = places;
            varying = new boolean[places.length];
        }
        nanos += took;
        for (int i = 0; i < Math.min(places.length, first.length); i++) {
            varying[i] |= places[i] != first[i];
        }
        // The stack is looked at once: when it has become one too many.
        if (different.size() < values && different.add(all(places)) && different.size() == values) {
            callSite = callSites.here();
        }
    }

    synchronized boolean tooMany() {
        return different.size() >= values;
    }

    synchronized NPlusOne finding(Instant at) {
        return new NPlusOne(
                what.kind(),
                what.text(),
                callSite,
                count,
                1,
                nanos / 1e6,
                what.replacement(varying.clone()),
                Optional.of(at));
    }

    private static long all(long[] places) {
        long hash = 0;
        for (long place : places) {
            hash = Place.mix(hash, place);
        }
        return hash;
    }
}
