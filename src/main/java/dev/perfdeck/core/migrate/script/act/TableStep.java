package dev.perfdeck.core.migrate.script.act;

import dev.perfdeck.model.migration.LockMode;
import java.util.Optional;

/// One subcommand of `ALTER TABLE`.
public sealed interface TableStep {
    record AddColumn(Column column) implements TableStep {}

    record DropColumn(Name column, boolean cascade) implements TableStep {}

    record AlterType(Name column, String type, Optional<String> using) implements TableStep {}

    record SetNotNull(Name column) implements TableStep {}

    record DropNotNull(Name column) implements TableStep {}

    record AddConstraint(Constraint constraint) implements TableStep {}

    record Validate(Name constraint) implements TableStep {}

    record DropConstraint(Name constraint, boolean cascade) implements TableStep {}

    record RenameTable(Name to) implements TableStep {}

    record RenameColumn(Name from, Name to) implements TableStep {}

    record Attach(Name partition) implements TableStep {}

    record Detach(Name partition, boolean concurrently) implements TableStep {}

    record Rewrite(Kind kind, String argument) implements TableStep {
        public enum Kind {
            LOGGED,
            UNLOGGED,
            TABLESPACE,
            ACCESS_METHOD,
            EXPRESSION
        }
    }

    record ToggleTrigger(boolean disable, String argument) implements TableStep {}

    record Inherit(Name parent, boolean end) implements TableStep {}

    record AddIdentity(Name column) implements TableStep {}

    /// Changes only the catalog.
    ///
    /// @param descends to children and partitions
    record Catalog(LockMode mode, boolean descends) implements TableStep {}
}
