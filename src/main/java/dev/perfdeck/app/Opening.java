package dev.perfdeck.app;

import dev.perfdeck.model.FaultException;
import java.util.function.Consumer;

/// Brings up the session that a window shows; runs off the screen's thread and says what takes time.
@FunctionalInterface
public interface Opening {
    Session open(Consumer<String> progress) throws FaultException;
}
