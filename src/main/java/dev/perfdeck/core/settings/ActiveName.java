package dev.perfdeck.core.settings;

import java.util.List;
import java.util.Optional;

/// Which environment is watched: `--env`, `PERFDECK_ACTIVE`, the file's `active`, or the only one there is.
final class ActiveName {
    static final String DEFAULT = "default";

    private ActiveName() {}

    static String choose(Section root, Section tables, Optional<String> asked) {
        List<String> names = tables.keys();
        if (names.isEmpty()) {
            throw Rejection.of(
                    root.where(), "no environment is configured", "a table [environments.NAME.database] or .redis");
        }
        if (asked.isPresent()) {
            return oneOf(names, asked.get(), "--env");
        }
        Optional<Given> given = root.find("active");
        if (given.isPresent()) {
            return oneOf(names, given.get().text(), given.get().where());
        }
        if (names.size() > 1) {
            throw Rejection.of(root.where(), "active is missing", "active = \"NAME\", one of " + listed(names));
        }
        return names.getFirst();
    }

    private static String oneOf(List<String> names, String name, String where) {
        if (!names.contains(name)) {
            throw Rejection.of(where, "there is no environment " + Rejection.named(name), "one of " + listed(names));
        }
        return name;
    }

    private static String listed(List<String> names) {
        return String.join(", ", names.stream().map(Rejection::named).toList());
    }
}
