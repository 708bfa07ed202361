package dev.perfdeck.core.migrate.folder;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
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
            "flyway.locations",
            "flyway.schemas",
            "flyway.defaultSchema",
            "flyway.encoding",
            "flyway.mixed",
            "flyway.group",
            "flyway.connectRetries",
            "flyway.lockRetryCount",
            "flyway.baselineOnMigrate",
            "flyway.baselineVersion",
            "flyway.cleanDisabled",
            "flyway.installedBy",
            "flyway.validateOnMigrate",
            "flyway.postgresql.transactional.lock");

    public static final FolderOptions NONE = new FolderOptions("flyway_schema_history", Map.of(), true, false);

    public FolderOptions {
        placeholders = Map.copyOf(placeholders);
    }

    static FolderOptions read(Path folder) {
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
