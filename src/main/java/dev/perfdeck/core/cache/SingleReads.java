package dev.perfdeck.core.cache;

/// Is told of every key that was asked for alone, so that a program can find loops over keys that one `getAll` would
/// serve. Called on the thread that waited for the answer, which [CacheService] starts from the caller's: it must be
/// quick and must not throw.
@FunctionalInterface
public interface SingleReads {
    /// Nobody listens: then no time is taken either, which costs as much as a hit in the process's own memory.
    SingleReads NONE = (_, _) -> {};

    /// @param nanos that the answer took; with a loader, the loading included
    void read(CacheKey<?> key, long nanos);
}
