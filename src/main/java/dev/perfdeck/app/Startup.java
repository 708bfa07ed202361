package dev.perfdeck.app;

import dev.perfdeck.model.FaultException;
import java.util.function.Consumer;

/// Brings Perfdeck up, in a window or without one.
public interface Startup {
    /// Shows the window and returns its exit code once it is closed.
    int window(Launch launch) throws FaultException;

    /// Starts sampling without a window; `progress` is told, in words for a person, what takes time.
    ///
    /// @throws FaultException when the configuration is wrong or the demo cannot start. A server that
    ///     does not answer is no reason, its lamp says so
    RunningConsole headless(Launch launch, Consumer<String> progress) throws FaultException;
}
