package dev.perfdeck.model;

import java.time.Instant;
import java.util.Optional;

/// The lamp of one source.
///
/// @param version   what the server calls itself, `18.6`; for endpoints `4 of 4`; empty until first seen
/// @param roundTripMillis time of the last answer to a trivial question; NaN when there was none
/// @param costMillisPerSecond what watching costs the server, in its own milliseconds per second; NaN when unknown
/// @param lastGood  when it last answered
/// @param fault     why it does not answer, or what it cannot tell; present with [Lamp#DOWN] and [Lamp#LIMITED]
public record SourceHealth(
        Source source,
        Lamp lamp,
        String version,
        double roundTripMillis,
        double costMillisPerSecond,
        Optional<Instant> lastGood,
        Optional<Fault> fault) {

    public enum Lamp {
        /// Not configured for this environment.
        ABSENT,
        /// Configured, nothing heard yet.
        CONNECTING,
        UP,
        /// Answers, but some figures are out of reach: a right or an extension is missing.
        LIMITED,
        DOWN
    }

    public static SourceHealth absent(Source source) {
        return new SourceHealth(source, Lamp.ABSENT, "", Double.NaN, Double.NaN, Optional.empty(), Optional.empty());
    }

    public static SourceHealth connecting(Source source) {
        return new SourceHealth(
                source, Lamp.CONNECTING, "", Double.NaN, Double.NaN, Optional.empty(), Optional.empty());
    }
}
