package dev.perfdeck.model;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The whole configuration, checked. Holds no password.
///
/// @param file         where it was read from; empty for the demo
/// @param active       name of the environment to watch; a key of `environments`
/// @param apiPort      port of the performance API on loopback; 0 for any free one
/// @param environments by name, in the order of the file
public record Settings(
        Optional<Path> file, String active, Targets targets, int apiPort, Map<String, Environment> environments) {
    public static final int DEFAULT_API_PORT = 8755;

    public Environment environment() {
        var found = environments.get(active);
        if (found == null) {
            throw new IllegalStateException("no environment " + active);
        }
        return found;
    }
}
