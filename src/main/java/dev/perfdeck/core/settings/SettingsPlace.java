package dev.perfdeck.core.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where the configuration file is: asked for, named by `PERFDECK_CONFIG`, or at the platform's usual place.
final class SettingsPlace {
    private final Map<String, String> variables;
    private final Map<String, String> properties;

    SettingsPlace(Map<String, String> variables, Map<String, String> properties) {
        this.variables = variables;
        this.properties = properties;
    }

    Path file(Optional<Path> asked) {
        return asked.or(this::named).orElseGet(this::usual);
    }

    /// A file that was asked for must exist; the usual one may be absent.
    Optional<Path> existing(Optional<Path> asked) {
        Optional<Path> meant = asked.or(this::named);
        return meant.isPresent() ? meant : Optional.of(usual()).filter(Files::exists);
    }

    private Optional<Path> named() {
        String name = variables.getOrDefault("PERFDECK_CONFIG", "");
        try {
            return name.isEmpty() ? Optional.empty() : Optional.of(Path.of(name));
        } catch (InvalidPathException _) {
            throw Rejection.of("PERFDECK_CONFIG", "this is not a path", "the path of a configuration file");
        }
    }

    Path usual() {
        String system = properties.getOrDefault("os.name", "").toLowerCase(Locale.ROOT);
        Path home = Path.of(properties.getOrDefault("user.home", ""));
        if (system.startsWith("windows")) {
            return absolute("APPDATA", home.resolve("AppData").resolve("Roaming"))
                    .resolve("Perfdeck")
                    .resolve("config.toml");
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library/Application Support/Perfdeck/config.toml");
        }
        return absolute("XDG_CONFIG_HOME", home.resolve(".config")).resolve("perfdeck/config.toml");
    }

    /// The XDG rule, good for both: a path that is not absolute is to be ignored.
    private Path absolute(String variable, Path otherwise) {
        try {
            Path path = Path.of(variables.getOrDefault(variable, ""));
            return path.isAbsolute() ? path : otherwise;
        } catch (InvalidPathException _) {
            return otherwise;
        }
    }
}
