package dev.perfdeck.core.settings;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// The configuration file as the place where a changed target is kept. One line of it is changed or added; comments,
/// order and line ends stay. Reads and writes a file, so not for a thread that draws.
public final class TargetFile {
    private static final String KEY = "cache_hit_rate_percent";
    private static final Pattern VALUE = Pattern.compile("(" + KEY + "[\"']?\\s*=\\s*)[^\\s,}#]+");

    private final Path path;

    public TargetFile(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /// Writes the target in percent; whole or not at all.
    ///
    /// @throws FaultException when the file cannot be read, changed or written; it is then as it was
    public synchronized void cacheHitRatePercent(double percent) {
        var before = TomlFile.read(path);
        try {
            // A link to the file stays a link.
            var file = path.toRealPath();
            var text = Files.readString(file, StandardCharsets.UTF_8);
            var draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".perfdeck", ".toml");
            try {
                if (PrivateFile.isPosix(file)) {
                    Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(file));
                }
                Files.writeString(draft, changed(text, before.root(), number(percent)));
                check(draft, before.root(), percent);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new FaultException(
                    new Fault.Internal(
                            "the target holds for this session, but " + path + " cannot be written",
                            "Make it writable, or write there: [targets] " + KEY + " = " + number(percent)),
                    e);
        }
    }

    private static String number(double percent) {
        return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString();
    }

    private String changed(String text, TomlTable root, String number) {
        var end = text.contains("\r\n") ? "\r\n" : "\n";
        var lines = new ArrayList<>(Arrays.asList(text.split("(?<=\n)", -1)));
        var there = position(root, "targets", KEY);
        var table = position(root, "targets");
        if (there != null) {
            lines.set(there.line() - 1, replaced(lines.get(there.line() - 1), number));
        } else if (table == null) {
            lines.add((text.isEmpty() || text.endsWith("\n") ? "" : end) + end + "[targets]" + end + KEY + " = "
                    + number + end);
        } else if (lines.get(table.line() - 1).replace("\uFEFF", "").strip().startsWith("[")) {
            int header = table.line() - 1;
            lines.set(header, lines.get(header).stripTrailing() + end);
            lines.add(header + 1, KEY + " = " + number + end);
        } else {
            lines.add(table.line() - 1, "targets." + KEY + " = " + number + end);
        }
        return String.join("", lines);
    }

    private static String replaced(String line, String number) {
        return VALUE.matcher(line).replaceFirst("$1" + number);
    }

    private static @Nullable TomlPosition position(TomlTable root, String... key) {
        return root.contains(List.of(key)) ? root.inputPositionOf(List.of(key)) : null;
    }

    /// Nothing but the target is another than before.
    private void check(Path draft, TomlTable before, double percent) {
        if (!onlyThatChanged(draft, before, percent)) {
            throw Rejection.of(
                    path.toString(),
                    "the target holds for this session; its line in the file is written in a way that is not understood here",
                    "[targets] and below it " + KEY + " = " + number(percent));
        }
    }

    private static boolean onlyThatChanged(Path draft, TomlTable before, double percent) {
        try {
            var now = TomlFile.read(draft).root();
            return now.get(List.of("targets", KEY)) instanceof Number number
                    && number.doubleValue() == percent
                    && others(now, List.of()).equals(others(before, List.of()));
        } catch (FaultException broken) {
            return false;
        }
    }

    private static List<Object> others(TomlTable table, List<String> prefix) {
        var all = new ArrayList<>();
        table.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            var path = new ArrayList<>(prefix);
            path.add(entry.getKey());
            if (entry.getValue() instanceof TomlTable inner) {
                all.addAll(others(inner, path));
            } else if (!path.equals(List.of("targets", KEY))) {
                all.add(path + "=" + Objects.toString(plain(entry.getValue())));
            }
        });
        return all;
    }

    private static Object plain(Object value) {
        return value instanceof TomlArray array ? array.toJson() : value;
    }
}
