package dev.perfdeck.core.migrate.folder;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/// What a `flyway.conf` in the folder says. Keys that would make Flyway read the folder differently, and that are not
/// understood here, are refused rather than passed over.
///
/// @param table        the history table
/// @param placeholders by name
/// @param replace      whether placeholders are replaced at all
public record FolderOptions(String table, Map<String, String> placeholders, boolean replace, boolean outOfOrder) {
    private static final String FILE = "flyway.conf";
    private static final String PLACEHOLDERS = "flyway.placeholders.";
    /// They say how to reach the server, or what goes without saying here.
    private static final Set<String> PASSED_OVER = Set.of(
            "flyway.url",
            "flyway.user",
            "flyway.password",
            "flyway.driver",
            "flyway.mixed",
            "flyway.connectRetries",
            "flyway.lockRetryCount",
            "flyway.cleanDisabled",
            "flyway.installedBy",
            "flyway.validateOnMigrate",
            "flyway.postgresql.transactional.lock");

    private static final Set<String> PLACES = Set.of("flyway.locations", "flyway.schemas", "flyway.defaultSchema");

    /// What they must say, since nothing else is done here; those of the schema are compared with the session's.
    private static final Map<String, String> AS_HERE = Map.of(
            "flyway.encoding", "UTF-8",
            "flyway.group", "false",
            "flyway.baselineOnMigrate", "true",
            "flyway.baselineVersion", "0");

    public static final FolderOptions NONE = new FolderOptions("flyway_schema_history", Map.of(), true, false);

    public FolderOptions {
        placeholders = Map.copyOf(placeholders);
    }

    /// @param facts of the session: `flyway:defaultSchema`
    static FolderOptions read(Path folder, Map<String, String> facts) {
        var file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return NONE;
        }
        var given = new Properties();
        try {
            given.load(new StringReader(Files.readString(file)));
        } catch (IOException | IllegalArgumentException e) {
            throw rejected(file, "cannot be read: " + e.getMessage(), "lines like flyway.table=flyway_schema_history");
        }
        var placeholders = new HashMap<String, String>();
        for (var key : List.copyOf(given.stringPropertyNames())) {
            if (key.startsWith(PLACEHOLDERS)) {
                placeholders.put(key.substring(PLACEHOLDERS.length()), given.getProperty(key, ""));
            } else if (AS_HERE.containsKey(key) || PLACES.contains(key)) {
                agreed(file, key, given.getProperty(key, "").strip(), facts);
            } else if (!PASSED_OVER.contains(key) && !known(key)) {
                throw rejected(
                        file,
                        key + " is not understood here",
                        "flyway.placeholders.NAME, flyway.table, flyway.placeholderReplacement or flyway.outOfOrder");
            }
        }
        return new FolderOptions(
                given.getProperty("flyway.table", NONE.table()),
                placeholders,
                flag(file, given, "flyway.placeholderReplacement", true),
                flag(file, given, "flyway.outOfOrder", false));
    }

    private static void agreed(Path file, String key, String value, Map<String, String> facts) {
        var schema = facts.getOrDefault("flyway:defaultSchema", "public");
        var here = AS_HERE.getOrDefault(key, schema);
        var same = key.equals("flyway.locations") ? isHere(file, value) : value.equalsIgnoreCase(here);
        if (!same) {
            throw rejected(
                    file,
                    key + "=" + value + " is not what is done here",
                    switch (key) {
                        case "flyway.locations" -> "this folder alone; database.migrations names it";
                        case "flyway.schemas", "flyway.defaultSchema" ->
                            here + ", the schema of the session: set the role's search_path for another, and"
                                    + " flyway.table=SCHEMA.TABLE for a history elsewhere";
                        case "flyway.baselineVersion" -> "0; the baseline of a history that is there is kept to";
                        default -> key + "=" + here;
                    });
        }
    }

    /// Whether it leads to this very folder, from wherever Flyway was started.
    private static boolean isHere(Path file, String value) {
        try {
            var folder = file.toAbsolutePath().normalize().getParent();
            var path = Path.of(value.replaceFirst("^filesystem:", "")).normalize();
            return folder != null && (path.toString().isEmpty() || folder.endsWith(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean known(String key) {
        return Set.of("flyway.table", "flyway.placeholderReplacement", "flyway.outOfOrder")
                .contains(key);
    }

    static boolean flag(Path file, Properties given, String key, boolean otherwise) {
        var value = given.getProperty(key);
        if (value == null) {
            return otherwise;
        }
        return switch (value.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw rejected(file, key + " is neither true nor false", key + "=true or " + key + "=false");
        };
    }

    static FaultException rejected(Path file, String what, String expected) {
        return new FaultException(new Fault.Rejected(file.toString(), what, expected));
    }
}
