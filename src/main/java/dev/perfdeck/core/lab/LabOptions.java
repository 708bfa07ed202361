package dev.perfdeck.core.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// How a twin is made.
///
/// @param programs jars or `bin` folders of PostgreSQL, looked at before those of this machine
/// @param redacted columns whose values stay on the source, as `schema.table.column`; only their figures are copied
/// @param mostTables where a database has more, the rest is left out, and the twin says so
/// @param major version that the twin is to be of; 0 for the source's own, where its programs are at hand
/// @param progress is told what is being done, from the thread that opens the twin
public record LabOptions(
        List<Path> programs, Set<String> redacted, int mostTables, int major, Consumer<String> progress) {
    public static final LabOptions DEFAULT = new LabOptions(List.of(), Set.of(), 20_000, 0, text -> {});

    public LabOptions {
        programs = List.copyOf(programs);
        redacted = Set.copyOf(redacted);
    }

    public LabOptions telling(Consumer<String> listener) {
        return new LabOptions(programs, redacted, mostTables, major, listener);
    }

    public LabOptions with(Path folderOrJar) {
        var more = new ArrayList<>(programs);
        more.add(folderOrJar);
        return new LabOptions(more, redacted, mostTables, major, progress);
    }

    public LabOptions redacting(Set<String> columns) {
        return new LabOptions(programs, columns, mostTables, major, progress);
    }

    public LabOptions as(int wanted) {
        return new LabOptions(programs, redacted, mostTables, wanted, progress);
    }
}
