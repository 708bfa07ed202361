package dev.perfdeck.core.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/// Refuses a configuration file that has a password in a key of its own, wherever that key stands.
final class NoPasswords {
    private static final Set<String> NAMES =
            Set.of("password", "passwd", "passphrase", "passwort", "pwd", "pgpassword", "secret", "sslpassword");
    static final String WAYS =
            "set PERFDECK_DATABASE_PASSWORD or PERFDECK_REDIS_PASSWORD, use ~/.pgpass or the keyring, or type it when asked";
    static final String WHERE_THEY_GO = "remove it; " + WAYS;

    private NoPasswords() {}

    static void in(Path file, TomlTable table) {
        for (String key : table.keySet()) {
            var place = table.inputPositionOf(List.of(key));
            if (NAMES.contains(key.toLowerCase(Locale.ROOT))) {
                String where = place == null ? file.toString() : file + ":" + place.line();
                throw Rejection.of(where, "a password does not belong in this file", WHERE_THEY_GO);
            }
            below(file, table.get(List.of(key)));
        }
    }

    private static void below(Path file, Object value) {
        if (value instanceof TomlTable table) {
            in(file, table);
        } else if (value instanceof TomlArray array) {
            array.toList().forEach(element -> below(file, element));
        }
    }
}
