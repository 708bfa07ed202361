package dev.perfdeck.core.migrate.run;

import dev.perfdeck.model.IndexPlan;
import java.util.List;
import java.util.Optional;

/// Plans of the statements that applications really send, around the build of an index.
///
/// An implementation runs none of them, is quick, and never throws: what is not known is left out.
public interface Served {
    Served NONE = new Served() {
        @Override
        public List<IndexPlan> now(String index, String table, List<String> columns) {
            return List.of();
        }

        @Override
        public Optional<IndexPlan> again(String index, String query) {
            return Optional.empty();
        }
    };

    /// The costliest that the index may serve, as they are planned now.
    ///
    /// @param table   plain name
    /// @param columns plain names of those that the index begins with; empty where it begins with an expression
    List<IndexPlan> now(String index, String table, List<String> columns);

    /// One of them once more.
    Optional<IndexPlan> again(String index, String query);
}
