package dev.perfdeck.core.migrate.script.act;

import dev.perfdeck.core.migrate.script.Statement;
import dev.perfdeck.model.migration.LockMode;
import java.util.List;
import java.util.Optional;

/// What one statement does.
public sealed interface Act {
    /// Never throws: what is not understood is [Other].
    static Act of(Statement statement) {
        return new ActReader(new Cursor(statement)).read();
    }

    /// @param columns how many, without those it only includes
    /// @param only    of a partitioned table, not its partitions
    record CreateIndex(
            Optional<Name> name,
            Name table,
            boolean unique,
            boolean concurrently,
            boolean ifNotExists,
            boolean only,
            List<Name> columns)
            implements Act {}

    record DropIndex(List<Name> names, boolean concurrently, boolean cascade) implements Act {}

    record Reindex(Extent extent, Optional<Name> name, boolean concurrently) implements Act {
        public enum Extent {
            INDEX,
            TABLE,
            SCHEMA,
            DATABASE
        }
    }

    record AlterIndex(Name index, LockMode mode, boolean moves) implements Act {}

    /// @param lines where each step begins, from 1
    record AlterTable(Name table, boolean only, List<TableStep> steps, List<Integer> lines) implements Act {}

    /// @param inherits parents, not that of a partition
    record CreateTable(
            Name name,
            boolean temporary,
            List<Column> columns,
            List<Constraint> constraints,
            Optional<Name> partitionOf,
            List<Name> inherits)
            implements Act {}

    record DropRelation(List<Name> names, Kind kind, boolean cascade) implements Act {
        public enum Kind {
            TABLE,
            VIEW,
            MATERIALIZED_VIEW,
            SEQUENCE
        }
    }

    record CreateView(Name name, boolean materialized, boolean replace) implements Act {}

    record Truncate(List<Name> tables, boolean cascade) implements Act {}

    record Write(Verb verb, Name table, boolean where, String set) implements Act {
        public enum Verb {
            INSERT,
            UPDATE,
            DELETE,
            MERGE,
            COPY
        }
    }

    record Trigger(Name table, boolean drop, Optional<Name> referenced) implements Act {}

    record Refresh(Name view, boolean concurrently) implements Act {}

    record Cluster(Optional<Name> table) implements Act {}

    record Vacuum(List<Name> tables, boolean full) implements Act {}

    record Analyze(List<Name> tables) implements Act {}

    record LockTable(List<Name> tables, LockMode mode) implements Act {}

    /// A change of the catalog about a table that needs its lock: a policy, a rule, a comment, statistics.
    record Touch(Name table, LockMode mode, String what) implements Act {}

    record Transaction(Step step) implements Act {
        public enum Step {
            BEGIN,
            COMMIT,
            ROLLBACK,
            /// A savepoint, or the way back to one.
            SAVEPOINT
        }
    }

    /// `SET` and `RESET`.
    ///
    /// @param value in lower case without quotes and blanks; empty for a reset
    record Setting(String name, String value) implements Act {
        /// A limit that limits nothing.
        public boolean off() {
            return value.isEmpty() || value.matches("0(ms|s)?|default");
        }
    }

    record CreateEnum(Name name) implements Act {}

    record AlterEnum(Name name, boolean adds, boolean placed) implements Act {}

    record Domain(Name name, boolean create, boolean constraint, boolean notValid, String constraintSql)
            implements Act {}

    record Database(boolean drop, Name name) implements Act {}

    /// `DO`, or a call: what it does is not looked into.
    record Code() implements Act {}

    record Other(boolean transactional) implements Act {}
}
