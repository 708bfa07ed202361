package dev.perfdeck.core.lab.build;

import dev.perfdeck.core.lab.source.ExtendedFigures;
import dev.perfdeck.model.lab.Approximation;
import java.sql.Connection;
import java.util.List;

/// Writes extended statistics into the twin.
final class ExtendedWriter {
    ExtendedWriter(Connection session) {}

    List<Approximation> write(List<ExtendedFigures> all) {
        return all.stream()
                .map(it -> new Approximation(it.relation(), "the extended statistics " + it.name() + " are empty"))
                .toList();
    }
}
