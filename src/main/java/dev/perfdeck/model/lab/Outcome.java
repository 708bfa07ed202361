package dev.perfdeck.model.lab;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;

/// One of a batch: what came of it, or why nothing did. One that fails leaves the others alone.
public sealed interface Outcome<T> {
    record Good<T>(T value) implements Outcome<T> {}

    record Failed<T>(Fault fault) implements Outcome<T> {}

    /// @throws FaultException when there is none
    default T orThrow() {
        return switch (this) {
            case Good<T>(var value) -> value;
            case Failed<T>(var fault) -> throw new FaultException(fault);
        };
    }
}
