package dev.perfdeck.core.settings;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlTable;

/// One table of the file, seen through the environment variables that override its keys.
///
/// @param label     what stands before a line number: the file
/// @param line      of the table's header; 0 when the file has no such table
/// @param variables prefix of the variables that override, `PERFDECK_DATABASE_`; null where none may
record Section(
        String label, int line, TomlTable table, @Nullable String variables, Map<String, String> environment) {
    private static final TomlTable EMPTY = Toml.parse("");

    static Section ofFile(Optional<TomlFile> file, Map<String, String> environment) {
        return new Section(
                file.map(TomlFile::path).map(Path::toString).orElse(""),
                0,
                file.map(TomlFile::root).orElse(EMPTY),
                "PERFDECK_",
                environment);
    }

    /// A table inside this one; empty, but still open to variables, when the file has none.
    Section within(String key) {
        String below = variables == null ? null : variables + key.toUpperCase(Locale.ROOT) + "_";
        Object value = table.get(List.of(key));
        if (value == null) {
            return new Section(label, 0, EMPTY, below, environment);
        }
        if (value instanceof TomlTable inner) {
            return new Section(label, lineOf(key), inner, below, environment);
        }
        throw Rejection.of(where(key), key + " is not of the right type", "a table, [" + key + "]");
    }

    /// The same table, read through other variables; null: through none.
    Section through(@Nullable String prefix) {
        return new Section(label, line, table, prefix, environment);
    }

    Section knowsOnly(Collection<String> known) {
        for (String key : keys()) {
            if (!known.contains(key)) {
                String expected = Nearest.to(key, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElseGet(() -> "one of " + String.join(", ", known));
                throw Rejection.of(where(key), "unknown key " + Rejection.named(key), expected);
            }
        }
        return this;
    }

    /// In the order of the file.
    List<String> keys() {
        return table.keySet().stream()
                .sorted(Comparator.comparingInt(this::lineOf))
                .toList();
    }

    Optional<Given> find(String key) {
        if (variables != null) {
            String variable = variables + key.toUpperCase(Locale.ROOT);
            String value = environment.get(variable);
            if (value != null && !value.isEmpty()) {
                return Optional.of(new Given(variable, key, value, true));
            }
        }
        Object value = table.get(List.of(key));
        return value == null ? Optional.empty() : Optional.of(new Given(where(key), key, value, false));
    }

    <T> T orElse(String key, T otherwise, Function<Given, T> read) {
        return find(key).map(read).orElse(otherwise);
    }

    /// Whether the file or a variable says anything here.
    boolean says(Collection<String> known) {
        return line > 0 || known.stream().anyMatch(key -> find(key).isPresent());
    }

    String where(String key) {
        return label + ":" + lineOf(key);
    }

    String where() {
        return line == 0 ? label : label + ":" + line;
    }

    private int lineOf(String key) {
        var place = table.inputPositionOf(List.of(key));
        return place == null ? line : place.line();
    }
}
