package dev.perfdeck.app;

import java.net.URI;

/// A performance API that listens, until it is closed.
public interface RunningApi extends AutoCloseable {
    /// `http://127.0.0.1:PORT/api/v1/performance`
    URI address();

    @Override
    void close();
}
