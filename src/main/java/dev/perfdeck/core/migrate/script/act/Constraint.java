package dev.perfdeck.core.migrate.script.act;

import java.util.List;
import java.util.Optional;

/// A constraint as it is defined.
///
/// @param columns    of the table; empty for an exclusion
/// @param usingIndex the index that is there already and becomes the constraint
/// @param referenced by a foreign key
/// @param body       as written, without `CONSTRAINT name` and `NOT VALID`
public record Constraint(
        Kind kind,
        Optional<Name> name,
        List<Name> columns,
        boolean notValid,
        Optional<Name> usingIndex,
        Optional<Name> referenced,
        String body) {
    public enum Kind {
        CHECK,
        NOT_NULL,
        FOREIGN_KEY,
        UNIQUE,
        PRIMARY_KEY,
        EXCLUDE
    }
}
