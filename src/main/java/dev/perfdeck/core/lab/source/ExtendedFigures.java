package dev.perfdeck.core.lab.source;

import org.jspecify.annotations.Nullable;

/// What extended statistics found, as `pg_stats_ext` shows it.
///
/// @param name of the statistics, with its schema
/// @param columns numbers of the source's columns and their names, a JSON object
/// @param commonValues a JSON array: the most common combinations
public record ExtendedFigures(
        String name,
        String relation,
        String columns,
        @Nullable String distinct,
        @Nullable String dependencies,
        @Nullable String commonValues) {
    /// Whether nothing is known: never analyzed, or not for this role to see.
    public boolean unseen() {
        return distinct == null && dependencies == null && commonValues == null;
    }
}
