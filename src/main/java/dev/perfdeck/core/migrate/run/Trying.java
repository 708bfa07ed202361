package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.trace.Trace;
import dev.perfdeck.core.migrate.trace.Tracer;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.migration.LockMode;
import dev.perfdeck.model.migration.LockTrace;
import dev.perfdeck.model.migration.TableLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;

/// Runs scripts on an empty copy of the schema, each on top of those before, and notes what they locked.
///
/// @param scratch leads to the copy
record Trying(Connection scratch) {
    LockTrace run(RunnableScript script) throws SQLException {
        if (script.refusal().isPresent()) {
            return LockTrace.none("it will not be run as it is");
        }
        try {
            if (script.transactional()) {
                return told(Tracer.traceAndKeep(scratch, script.file().sql()));
            }
            Tracer.doAlone(scratch, script.file().sql());
            return LockTrace.none("it runs outside a transaction, so its locks can only be predicted; it did run");
        } catch (FaultException e) {
            return LockTrace.none(e.fault().summary());
        }
    }

    private static LockTrace told(Trace trace) {
        var strongest = new LinkedHashMap<String, LockMode>();
        for (var step : trace.steps()) {
            for (var lock : step.locks()) {
                strongest.merge(lock.relation(), lock.mode(), (one, two) -> one.compareTo(two) >= 0 ? one : two);
            }
        }
        return new LockTrace(
                strongest.entrySet().stream()
                        .map(lock -> new TableLock(lock.getKey(), lock.getValue()))
                        .toList(),
                trace.steps().stream()
                        .flatMap(step -> step.rewritten().stream())
                        .distinct()
                        .toList(),
                "");
    }
}
