package dev.perfdeck.model.migration;

import java.util.Optional;

/// Which migrations an errand is about.
///
/// @param which which sets; [Which#ALL] where nothing was said
/// @param to    apply: the last version to run. Undo: the version that stays, all above it go
public record MigrationScope(Which which, Optional<String> to) {
    public enum Which {
        /// The folder's, then the built-in ones.
        ALL,
        FOLDER,
        BUILT_IN
    }

    public static MigrationScope all() {
        return new MigrationScope(Which.ALL, Optional.empty());
    }
}
