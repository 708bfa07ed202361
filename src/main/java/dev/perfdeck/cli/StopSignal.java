package dev.perfdeck.cli;

/// Tells a command that runs until it is stopped when that is. A second implementation lets a test stop it.
public interface StopSignal {
    /// From here on a request to stop is noticed.
    Watch watch();

    /// Closed once everything is cleaned up; only then may the process end.
    interface Watch extends AutoCloseable {
        void await() throws InterruptedException;

        @Override
        void close();
    }
}
