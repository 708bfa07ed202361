package dev.perfdeck.core.migrate;

import dev.perfdeck.model.PerformanceIndex;
import dev.perfdeck.model.PerformanceIndex.State;

/// How one index stands, and in words what the state alone does not tell.
///
/// @param remark  empty when there is nothing to add
/// @param builder pid of the session that builds it; 0 when none does
public record Standing(PerformanceIndex index, String remark, int builder) {
    public State state() {
        return index.state();
    }
}
