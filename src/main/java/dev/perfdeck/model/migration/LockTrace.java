package dev.perfdeck.model.migration;

import java.util.List;

/// What a migration really locked when it was run on an empty copy of the schema.
///
/// @param locks     the strongest on each relation that was there before
/// @param rewritten relations whose rows went into a new file, which takes the longer the more there are
/// @param untold    why nothing was traced; empty when it was
public record LockTrace(List<TableLock> locks, List<String> rewritten, String untold) {
    public LockTrace {
        locks = List.copyOf(locks);
        rewritten = List.copyOf(rewritten);
    }

    public static LockTrace none(String why) {
        return new LockTrace(List.of(), List.of(), why);
    }
}
