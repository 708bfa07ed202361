package dev.perfdeck.model.migration;

/// Something in a script that a running system would suffer from.
///
/// @param rule    its stable name in kebab case, as in docs/lint-rules.md
/// @param line    within the script, from 1
/// @param message why, and who would have to wait
/// @param fix     the safe way as SQL in the script's own names, to be run statement by statement outside a
///                transaction; empty where there is none
public record Finding(String rule, Severity severity, int line, String message, String fix) {
    public enum Severity {
        /// Fails, or makes others wait for as long as a table is large.
        ERROR,
        /// Short where nothing goes wrong; breaks clients or queues up where something does.
        WARNING,
        /// Worth knowing; nothing has to be changed.
        INFO
    }
}
