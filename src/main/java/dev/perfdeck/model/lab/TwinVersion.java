package dev.perfdeck.model.lab;

/// Which PostgreSQL answers, and for which.
///
/// @param source major version of the source
/// @param twin major version of the twin
/// @param origin where the twin's programs come from, in words
public record TwinVersion(int source, int twin, String origin) {
    /// Whether the planner that answers is the one of the source.
    public boolean same() {
        return source == twin;
    }
}
