package dev.perfdeck.core.settings;

import dev.perfdeck.model.Environment.Database;
import dev.perfdeck.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// libpq's password file, `host:port:database:user:password` a line, read anew at every look so that a change counts at
/// once. The rules are libpq's: first match wins, `*` matches anything, `\:` and `\\` are escapes, and a file that
/// others may read is not used.
final class PgPass {
    private static final Logger log = LoggerFactory.getLogger(PgPass.class);
    private static final int LARGEST_BYTES = 1 << 20;

    private final Path file;
    private final AtomicBoolean warned = new AtomicBoolean();

    PgPass(Path file) {
        this.file = file;
    }

    static PgPass of(Map<String, String> variables, Path home) {
        String named = variables.getOrDefault("PGPASSFILE", "");
        String roaming = variables.getOrDefault("APPDATA", "");
        if (!named.isEmpty()) {
            return new PgPass(Path.of(named));
        }
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        return new PgPass(
                windows && !roaming.isEmpty()
                        ? Path.of(roaming, "postgresql", "pgpass.conf")
                        : home.resolve(".pgpass"));
    }

    /// For a URL with several hosts, the first host that has an entry.
    Optional<Secret> find(Database database) {
        List<List<String>> lines = lines();
        int start = "jdbc:postgresql://".length();
        int slash = database.url().indexOf('/', start);
        if (lines.isEmpty() || slash < 0) {
            return Optional.empty();
        }
        String name = URLDecoder.decode(database.url().substring(slash + 1).split("\\?", 2)[0], StandardCharsets.UTF_8);
        for (String address : database.url().substring(start, slash).split(",", -1)) {
            Optional<Secret> found = find(lines, address, name, database.user());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Secret> find(List<List<String>> lines, String address, String name, String user) {
        int colon = address.lastIndexOf(':');
        boolean hasPort = colon > address.lastIndexOf(']');
        String host = (hasPort ? address.substring(0, colon) : address).replaceAll("[\\[\\]]", "");
        List<String> wanted = List.of(host, hasPort ? address.substring(colon + 1) : "5432", name, user);
        return lines.stream()
                .filter(line -> matches(line, wanted))
                .findFirst()
                .map(line -> new Secret(line.get(4).substring(1)));
    }

    /// Fields keep a mark in front, `*` for the wildcard and `=` for text, so that `\*` is not taken for one.
    private static boolean matches(List<String> line, List<String> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!line.get(i).equals("*") && !line.get(i).equals("=" + wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    private List<List<String>> lines() {
        if (!Files.isRegularFile(file) || readableByOthers()) {
            return List.of();
        }
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(LARGEST_BYTES), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(PgPass::fields)
                    .filter(fields -> fields.size() == 5)
                    .toList();
        } catch (IOException _) {
            warnOnce("{} cannot be read, so no password is taken from it");
            return List.of();
        }
    }

    private static List<String> fields(String line) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder("=");
        boolean escaped = false;
        int start = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (!escaped && c == '\\') {
                escaped = true;
            } else if (!escaped && c == ':' && fields.size() < 4) {
                fields.add(line.substring(start, i).equals("*") ? "*" : field.toString());
                field = new StringBuilder("=");
                start = i + 1;
            } else {
                field.append(c);
                escaped = false;
            }
        }
        fields.add(field.toString());
        return fields;
    }

    private boolean readableByOthers() {
        try {
            boolean wide = PrivateFile.isPosix(file)
                    && !Set.of(PrivateFile.READ, PrivateFile.WRITE).containsAll(Files.getPosixFilePermissions(file));
            if (wide) {
                warnOnce("{} may be read by others, so no password is taken from it; run chmod 0600 on it");
            }
            return wide;
        } catch (IOException _) {
            return true;
        }
    }

    private void warnOnce(String message) {
        if (warned.compareAndSet(false, true)) {
            log.warn(message, file);
        }
    }
}
