package dev.perfdeck.model.advice;

import java.time.Duration;

/// How far the counters of index uses can be relied on.
///
/// @param age      how long they have counted; zero where the server does not say
/// @param counts   whether the server counts at all
/// @param standby  whether this server is one, beside a primary that counts for itself
/// @param standbys of this server, each of which counts for itself
public record Counting(Duration age, boolean counts, boolean standby, int standbys) {
    public static Counting unknown() {
        return new Counting(Duration.ZERO, true, false, 0);
    }
}
