package dev.perfdeck.model.migration;

/// An index that a migration makes, or an invalid one that somebody left, as the catalog shows it.
///
/// @param schema     where it is or would be
/// @param definition as `pg_get_indexdef` says; the migration's own statement while it is missing
/// @param migration  title of the migration that makes it; empty when none does
/// @param builderPid who builds it now; 0 when nobody does
/// @param remark     what the state alone does not tell; empty when there is nothing to add
public record IndexState(
        String schema,
        String name,
        String table,
        State state,
        String definition,
        String migration,
        int builderPid,
        String remark) {
    public enum State {
        VALID,
        /// Costs writes, serves no reads.
        INVALID,
        BUILDING,
        MISSING
    }
}
