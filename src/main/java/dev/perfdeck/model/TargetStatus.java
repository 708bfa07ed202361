package dev.perfdeck.model;

import java.time.Instant;

/// Where the environment stands against its targets, at one instant; the tiles, the API and `perfdeck status` all show
/// this record and nothing else.
///
/// @param apiP95Millis        over the last 5 minutes; NaN with no data
/// @param cacheHitRatePercent over the last 5 minutes; NaN with no data
/// @param indexesValid        how many performance indexes exist and are valid; -1 when the database cannot tell
public record TargetStatus(
        Instant at,
        Targets targets,
        double apiP95Millis,
        double cacheHitRatePercent,
        int indexesValid,
        int indexesWanted) {

    public Verdict api() {
        return Verdict.below(apiP95Millis, targets.apiP95Millis());
    }

    public Verdict cache() {
        return Verdict.atLeast(cacheHitRatePercent, targets.cacheHitRatePercent());
    }

    public Verdict indexes() {
        return indexesValid < 0 ? Verdict.UNKNOWN : indexesValid >= indexesWanted ? Verdict.MET : Verdict.MISSED;
    }

    /// Missed if any target is missed, else unknown if any is unknown, else met.
    public Verdict overall() {
        if (api() == Verdict.MISSED || cache() == Verdict.MISSED || indexes() == Verdict.MISSED) {
            return Verdict.MISSED;
        }
        return api() == Verdict.MET && cache() == Verdict.MET && indexes() == Verdict.MET
                ? Verdict.MET
                : Verdict.UNKNOWN;
    }
}
