package dev.perfdeck.app;

import dev.perfdeck.core.target.explain.ExplainJson;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.plan.PlanDocument;

/// What `EXPLAIN (FORMAT JSON)` said, as a plan that a face can show.
public final class PlanWords {
    private PlanWords() {}

    /// @throws FaultException when it is no such text
    public static PlanDocument read(String json) throws FaultException {
        return ExplainJson.read(json);
    }
}
