package dev.perfdeck.model.migration;

import dev.perfdeck.model.IndexPlan;
import java.util.List;
import java.util.Optional;

/// Whether what the history claims is true: catalog, plans, latency.
///
/// @param problems what is not as it should be, one sentence each; empty when all is well
public record Verification(List<IndexProof> indexes, List<String> problems) {
    /// @param before  plan of the served query before the index was built; empty when no run of ours saw it
    /// @param now     the same now; empty when no query is known that it serves
    /// @param latency of the statements on its table; empty where `pg_stat_statements` does not serve
    public record IndexProof(
            IndexState index, Optional<IndexPlan> before, Optional<IndexPlan> now, Optional<LatencyChange> latency) {}

    /// Mean time of the statements that mention the table, over two windows of equal length.
    ///
    /// @param calls within the later window
    public record LatencyChange(double meanMillisBefore, double meanMillisAfter, long windowSeconds, long calls) {}

    public Verification {
        indexes = List.copyOf(indexes);
        problems = List.copyOf(problems);
    }

    public boolean good() {
        return problems.isEmpty();
    }
}
