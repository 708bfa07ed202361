package dev.perfdeck.model.health;

import dev.perfdeck.model.health.HealthFinding.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All indexes of a database at one moment, and what was found about them, the worst first. Immutable.
///
/// @param at           by the server's clock
/// @param countedSince when the counters of scans began; null when the server does not know
/// @param standbys     other servers that may use an index which this one does not
/// @param standby      whether the answer is a standby's: it cannot tell what the primary uses
/// @param truncated    whether there are more indexes than were read; the largest were
/// @param notices      what could not be judged, and the statement that mends it
public record IndexHealth(
        Instant at,
        @Nullable Instant countedSince,
        int standbys,
        boolean standby,
        List<IndexFigures> indexes,
        List<HealthFinding> findings,
        boolean truncated,
        List<String> notices) {
    public IndexHealth {
        indexes = List.copyOf(indexes);
        findings = List.copyOf(findings);
        notices = List.copyOf(notices);
    }

    /// Age of the counters; zero when not known, so that it is never taken for long.
    public Duration statisticsAge() {
        var since = countedSince;
        return since == null || since.isAfter(at) ? Duration.ZERO : Duration.between(since, at);
    }

    public List<HealthFinding> needALook() {
        return findings.stream().filter(HealthFinding::needsALook).toList();
    }

    public long count(Kind kind) {
        return findings.stream()
                .filter(HealthFinding::needsALook)
                .filter(finding -> finding.kind() == kind)
                .count();
    }

    /// Bytes of all indexes whose size is known.
    public long bytes() {
        return indexes.stream()
                .mapToLong(IndexFigures::bytes)
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
