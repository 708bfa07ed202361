package dev.perfdeck.model;

import java.util.List;

/// Statements as one reading, or the difference of two, shows them.
///
/// @param statements    ranked and cut as was asked
/// @param windowSeconds between the two readings; NaN for everything since the statistics began
/// @param entries       how many statements there were before the cut
/// @param calls         of all that clients sent, cut off or not
/// @param millis        execution time of all that clients sent
/// @param notices       why that may not be all
public record StatementReport(
        List<StatementFigures> statements,
        double windowSeconds,
        int entries,
        long calls,
        double millis,
        List<StatementNotice> notices) {}
