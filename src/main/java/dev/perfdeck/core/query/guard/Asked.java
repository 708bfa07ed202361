package dev.perfdeck.core.query.guard;

import dev.perfdeck.model.QueryFigures.NPlusOne.Kind;

/// What can be asked one by one.
sealed interface Asked {
    Kind kind();

    String text();

    /// What asks for all of it at once; empty where there is nothing to propose.
    ///
    /// @param varying for each place, whether its value was another each time
    String replacement(boolean[] varying);

    /// @param text  of a shape
    /// @param whole whether that is all of it
    record Statement(String text, boolean whole) implements Asked {
        @Override
        public Kind kind() {
            return Kind.QUERY;
        }

        @Override
        public String replacement(boolean[] varying) {
            return whole ? Batching.of(text, varying) : "";
        }
    }

    /// @param text the keys' pattern: `workflow:*`
    record Keys(String text) implements Asked {
        @Override
        public Kind kind() {
            return Kind.CACHE;
        }

        @Override
        public String replacement(boolean[] varying) {
            return "getAll(keys), then setAll(values) for those that were not there: one round trip each";
        }
    }
}
