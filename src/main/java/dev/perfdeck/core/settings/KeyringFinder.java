package dev.perfdeck.core.settings;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Finds out, without starting anything, by which program this system's keyring is reached, or why there is none.
///
/// @param tool    present where there is hope
/// @param missing what there is not; empty where there is hope
record KeyringFinder(Optional<KeyringTool> tool, String missing) {
    static KeyringFinder on(String system, Map<String, String> variables) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return program("security", variables, SecurityTool::new, "the program security is not on the PATH");
        }
        if (name.startsWith("windows")) {
            return none("the credential store of Windows is not supported yet");
        }
        // without a bus the library would try to start one, by way of the screen
        return bus(variables)
                ? program("secret-tool", variables, SecretTool::new, "secret-tool is not installed (libsecret-tools)")
                : none("there is no D-Bus session");
    }

    static KeyringFinder none(String why) {
        return new KeyringFinder(Optional.empty(), why);
    }

    private static boolean bus(Map<String, String> variables) {
        String runtime = variables.getOrDefault("XDG_RUNTIME_DIR", "");
        return !variables.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "").isEmpty()
                || (!runtime.isEmpty() && Files.exists(Path.of(runtime, "bus")));
    }

    private static KeyringFinder program(
            String name, Map<String, String> variables, Function<String, KeyringTool> made, String missing) {
        for (String folder : variables.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator), -1)) {
            if (executable(folder, name)) {
                return new KeyringFinder(
                        Optional.of(made.apply(Path.of(folder, name).toString())), "");
            }
        }
        return none(missing);
    }

    /// Only absolute folders: `.` on the PATH must not choose who reads passwords.
    private static boolean executable(String folder, String name) {
        try {
            Path path = Path.of(folder, name);
            return path.isAbsolute() && Files.isRegularFile(path) && Files.isExecutable(path);
        } catch (InvalidPathException _) {
            return false;
        }
    }
}
