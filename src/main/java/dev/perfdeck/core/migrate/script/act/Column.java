package dev.perfdeck.core.migrate.script.act;

import java.util.List;
import java.util.Optional;

/// A column as it is defined.
///
/// @param type         as written, with its length
/// @param value        the default's expression
/// @param constraints  those written beside it
/// @param definition   all of it as written
public record Column(
        Name name,
        String type,
        Optional<Expression> value,
        boolean notNull,
        Generation generation,
        List<Constraint> constraints,
        String definition) {
    public enum Generation {
        NONE,
        SERIAL,
        IDENTITY,
        STORED,
        VIRTUAL
    }
}
