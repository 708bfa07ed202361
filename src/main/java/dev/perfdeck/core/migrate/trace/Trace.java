package dev.perfdeck.core.migrate.trace;

import dev.perfdeck.model.migration.TableLock;
import java.util.List;

/// What a script really did on the twin.
public record Trace(List<Step> steps) {
    public Trace {
        steps = List.copyOf(steps);
    }

    /// One statement.
    ///
    /// @param line      of its first word in the script, from 1
    /// @param locks     on tables and views that were there before the script, where no lock as strong was held yet
    /// @param rewritten relations that were there before and have their rows in a new file now
    public record Step(String sql, int line, List<TableLock> locks, List<String> rewritten) {
        public Step {
            locks = List.copyOf(locks);
            rewritten = List.copyOf(rewritten);
        }
    }
}
