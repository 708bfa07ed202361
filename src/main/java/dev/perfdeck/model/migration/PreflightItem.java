package dev.perfdeck.model.migration;

/// One thing looked at before anything is changed.
///
/// @param check    its stable name in kebab case: `rights`, `duplicates`, `old-snapshot` …
/// @param what     one sentence: what was found
/// @param ownerPid of the session behind it; 0 when there is none
/// @param remedy   the statement or sentence that mends it; empty where there is nothing to mend
public record PreflightItem(String check, Weight weight, String what, int ownerPid, String remedy) {
    public enum Weight {
        /// Nothing is started while it stands.
        BLOCKING,
        /// It works, but will wait, or leaves something to know.
        WARNING,
        GOOD
    }
}
