package dev.perfdeck.core.migrate.folder;

import static dev.perfdeck.core.migrate.folder.FolderOptions.rejected;

import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.migration.Migration.Kind;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;

/// All migrations of a folder and of those below it, in the order in which they run. Reads files, asks no server.
///
/// @param files versioned ones by version, then repeatable ones by description
public record Folder(FolderOptions options, List<MigrationFile> files) {
    private static final Pattern NAME = Pattern.compile("(?:([VU])(\\d[\\d._]*?)|R)__(.+)\\.sql");
    /// Meant as a migration, and not named like one.
    private static final Pattern NEARLY = Pattern.compile("([VUB]\\d|R_).*\\.sql", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}\\s]+)}");

    public Folder {
        files = List.copyOf(files);
    }

    /// @param facts  values of Flyway's own placeholders, `flyway:defaultSchema` and the like
    /// @throws FaultException `Rejected`, naming the file: two of one version, a name or key that is not understood
    public static Folder read(Path folder, Map<String, String> facts) {
        if (!Files.isDirectory(folder)) {
            throw rejected(
                    folder, "there is no such folder", "database.migrations names a folder of V1__words.sql files");
        }
        var options = FolderOptions.read(folder, facts);
        var undo = new HashMap<String, MigrationFile>();
        var found = new ArrayList<MigrationFile>();
        var seen = new HashMap<String, Path>();
        for (var path : scripts(folder)) {
            var name = NAME.matcher(path.getFileName().toString());
            if (name.matches()) {
                take(folder, path, name, options, facts, undo, found, seen);
            } else if (NEARLY.matcher(path.getFileName().toString()).matches()) {
                throw rejected(path, "this name would be passed over", "V1__words.sql, R__words.sql or U1__words.sql");
            }
        }
        return new Folder(
                options,
                found.stream().map(file -> with(file, undo)).sorted(order()).toList());
    }

    private static List<Path> scripts(Path folder) {
        try (var paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".sql") && Files.isRegularFile(path))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw rejected(folder, "cannot be read: " + e.getMessage(), "a folder that this user may read");
        }
    }

    private static void take(
            Path folder,
            Path path,
            Matcher name,
            FolderOptions options,
            Map<String, String> facts,
            Map<String, MigrationFile> undo,
            List<MigrationFile> found,
            Map<String, Path> seen) {
        var description = name.group(3).replace('_', ' ');
        var version = name.group(2) == null ? "" : version(path, name.group(2));
        var before = seen.put((name.group(1) == null ? "R " + description : name.group(1) + compared(version)), path);
        if (before != null) {
            throw rejected(path, "the same migration as " + before.getFileName(), "one file for each version");
        }
        var text = text(path);
        var conf = conf(path);
        var replace = options.replace() && FolderOptions.flag(path, conf, "placeholderReplacement", true);
        var sql = replace ? filled(path, text, options.placeholders(), facts) : text;
        var file = new MigrationFile(
                version.isEmpty() ? Kind.REPEATABLE : Kind.VERSIONED,
                version,
                description,
                folder.relativize(path).toString().replace('\\', '/'),
                text,
                sql,
                conf.containsKey("executeInTransaction")
                        ? Optional.of(FolderOptions.flag(path, conf, "executeInTransaction", true))
                        : Optional.empty(),
                Optional.empty());
        if ("U".equals(name.group(1))) {
            undo.put(compared(version), file);
        } else {
            found.add(file);
        }
    }

    /// Flyway takes V1, V01 and V1.0 for one version.
    private static String compared(String version) {
        return version.replaceAll("(^|\\.)0+(?=\\d)", "$1").replaceAll("(\\.0)+$", "");
    }

    private static MigrationFile with(MigrationFile file, Map<String, MigrationFile> undo) {
        return new MigrationFile(
                file.kind(),
                file.version(),
                file.description(),
                file.file(),
                file.text(),
                file.sql(),
                file.executeInTransaction(),
                file.version().isEmpty() ? Optional.empty() : Optional.ofNullable(undo.get(compared(file.version()))));
    }

    private static Comparator<MigrationFile> order() {
        return Comparator.comparing(MigrationFile::kind)
                .thenComparing(
                        file -> MigrationVersion.fromVersion(file.version().isEmpty() ? "0" : file.version()))
                .thenComparing(MigrationFile::description);
    }

    private static String version(Path path, String text) {
        try {
            return MigrationVersion.fromVersion(text).getVersion();
        } catch (RuntimeException e) {
            throw rejected(path, text + " is not a version", "digits with dots or single underscores, V1_2__words.sql");
        }
    }

    private static String text(Path path) {
        try {
            var text = Files.readString(path);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw rejected(path, "is not UTF-8", "a file in UTF-8");
        } catch (IOException e) {
            throw rejected(path, "cannot be read: " + e.getMessage(), "a file that this user may read");
        }
    }

    private static Properties conf(Path path) {
        var file = path.resolveSibling(path.getFileName() + ".conf");
        var given = new Properties();
        if (Files.isRegularFile(file)) {
            try {
                given.load(new StringReader(Files.readString(file)));
            } catch (IOException | IllegalArgumentException e) {
                throw rejected(file, "cannot be read: " + e.getMessage(), "executeInTransaction=false");
            }
            for (var key : given.stringPropertyNames()) {
                if (!Set.of("executeInTransaction", "placeholderReplacement", "encoding")
                        .contains(key)) {
                    throw rejected(
                            file, key + " is not understood here", "executeInTransaction or placeholderReplacement");
                }
            }
        }
        return given;
    }

    private static String filled(Path path, String text, Map<String, String> given, Map<String, String> facts) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            var name = found.group(1);
            var value = name.equals("flyway:filename") ? path.getFileName().toString() : given.get(name);
            var known = value == null ? facts.get(name) : value;
            if (known == null) {
                var line = 1
                        + text.substring(0, found.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                throw rejected(
                        path,
                        "line " + line + ": no value for the placeholder " + name,
                        "flyway.placeholders." + name + "=… in flyway.conf beside the migrations");
            }
            return Matcher.quoteReplacement(known);
        });
    }
}
