package dev.perfdeck.core.advise.index;

import dev.perfdeck.model.advice.Counting;
import dev.perfdeck.model.advice.IndexUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a person should think of before an index is dropped that no statement of the workload misses. Pure.
final class Doubts {
    /// A month has every report in it that comes once a month.
    private static final Duration LONG_ENOUGH = Duration.ofDays(30);

    private Doubts() {}

    /// What the counter says of an index that no statement of the workload uses.
    static String counter(Counting counting) {
        if (!counting.counts()) {
            return "Whether anything else does is not known: the server does not count (track_counts is off).";
        }
        var age = counting.age();
        if (age.isZero()) {
            return "Its own counter says no use; since when it counts is not known.";
        }
        return "Its own counter says no use in " + spoken(age)
                + (age.compareTo(LONG_ENOUGH) < 0 ? ", which is too short for what runs once a month." : ".");
    }

    /// @return sentences; empty where there is nothing to think of
    static List<String> of(Counting counting, IndexUse use) {
        var doubts = new ArrayList<String>();
        if (counting.standby()) {
            doubts.add("This is a standby: the primary may use it.");
        }
        if (counting.standbys() > 0) {
            doubts.add("Look at the standbys too (" + counting.standbys() + "): their uses are not counted here.");
        }
        if (use.expressions()) {
            doubts.add("It is on an expression, of which the planner keeps statistics as long as it is there.");
        }
        if (use.clustered()) {
            doubts.add("CLUSTER orders the table by it.");
        }
        return doubts;
    }

    private static String spoken(Duration age) {
        return age.toDays() > 1
                ? age.toDays() + " days"
                : age.toHours() > 1 ? age.toHours() + " hours" : Math.max(1, age.toMinutes()) + " min";
    }
}
