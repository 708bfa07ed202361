package dev.perfdeck.app;

import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Secret;
import java.util.function.Supplier;

/// Starts the performance API. Declared here so that a command can start it without knowing that face.
@FunctionalInterface
public interface ApiStarter {
    /// @param port  on loopback; 0 for any free one
    /// @param token asked at every request that needs it
    /// @throws FaultException when the port is taken; everything else can go on without the API
    RunningApi start(int port, Supplier<Secret> token, Console console) throws FaultException;
}
