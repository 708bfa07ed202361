package dev.perfdeck.model;

import java.time.Instant;

/// Something that happened and that explains a bend in a chart; drawn as a mark on every chart.
///
/// @param label a word or two for the mark, `indexes applied`
/// @param text  the whole sentence
public record Event(Instant at, Kind kind, String label, String text) {
    public enum Kind {
        INFO,
        DONE,
        WARNING,
        /// Counters started anew: a restart, a reset, a failover.
        BASELINE
    }
}
