package dev.perfdeck.app.advice;

import dev.perfdeck.model.advice.WorkloadStatement;
import java.util.List;

/// The statements to be advised.
///
/// @param seconds that their weights are calls of; NaN where they are not
/// @param caveat  why they may not be what the application does today; empty where nothing is known to be wrong
public record Workload(List<WorkloadStatement> statements, double seconds, String caveat) {
    public Workload {
        statements = List.copyOf(statements);
    }
}
