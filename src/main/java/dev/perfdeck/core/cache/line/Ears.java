package dev.perfdeck.core.cache.line;

/// A subscription; closing it ends its connection.
@FunctionalInterface
public interface Ears extends AutoCloseable {
    @Override
    void close();
}
