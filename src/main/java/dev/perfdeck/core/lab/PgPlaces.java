package dev.perfdeck.core.lab;

import dev.perfdeck.core.embedded.PgPrograms;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds the programs of the PostgreSQL that the twin should be: of the source's own major version where they are at
/// hand, else the carried ones.
final class PgPlaces {
    private static final Pattern VERSION = Pattern.compile("(?:^|[^0-9])(1[3-9])(?:\\.[0-9]+)*(?:\\.jar)?$");
    private static final List<String> ROOTS = List.of(
            "/usr/lib/postgresql/%d/bin",
            "/usr/pgsql-%d/bin",
            "/opt/homebrew/opt/postgresql@%d/bin",
            "/usr/local/opt/postgresql@%d/bin",
            "/Library/PostgreSQL/%d/bin");

    private final List<Path> given;

    PgPlaces(List<Path> given) {
        this.given = given;
    }

    PgPrograms forMajor(int major) throws IOException {
        return given(major)
                .or(() -> major == PgPrograms.CARRIED_MAJOR
                        ? Optional.<PgPrograms>of(new PgPrograms.Carried())
                        : installed(major))
                .orElseGet(PgPrograms.Carried::new);
    }

    private Optional<PgPrograms> given(int major) throws IOException {
        for (var path : expanded()) {
            var name = path.toString().endsWith(".jar") ? path.getFileName().toString() : path.toString();
            var found = VERSION.matcher(name.replaceFirst("/bin/?$", ""));
            if (found.find() && Integer.parseInt(found.group(1)) == major) {
                return Optional.of(
                        path.toString().endsWith(".jar")
                                ? new PgPrograms.Jar(checked(path), major)
                                : new PgPrograms.Installed(path, major));
            }
        }
        return Optional.empty();
    }

    /// What is in a jar will be run, so its checksum must be beside it, and right.
    private static Path checked(Path jar) throws IOException {
        var beside = jar.resolveSibling(jar.getFileName() + ".sha256");
        var wanted = Files.isReadable(beside)
                ? Files.readString(beside).strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT)
                : "";
        if (!wanted.equals(sha256(jar))) {
            throw new FaultException(new Fault.Rejected(
                    jar.toString(),
                    wanted.isEmpty() ? "there is no checksum beside it" : "it is not what its checksum says",
                    "the jar as it was published, and " + beside.getFileName() + " with its SHA-256"));
        }
        return jar;
    }

    private static String sha256(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// A folder may hold several jars; one that is not there holds none.
    private List<Path> expanded() throws IOException {
        var paths = new ArrayList<Path>();
        for (var path : given) {
            if (Files.notExists(path)) {
                continue;
            }
            if (Files.isDirectory(path) && !Files.exists(path.resolve("postgres"))) {
                try (Stream<Path> files = Files.list(path)) {
                    files.filter(it -> it.toString().endsWith(".jar")).sorted().forEach(paths::add);
                }
            } else {
                paths.add(path);
            }
        }
        return paths;
    }

    private static Optional<PgPrograms> installed(int major) {
        return ROOTS.stream()
                .map(root -> Path.of(String.format(Locale.ROOT, root, major)))
                .filter(bin -> Files.isExecutable(bin.resolve("postgres")) && Files.isExecutable(bin.resolve("initdb")))
                .map(bin -> (PgPrograms) new PgPrograms.Installed(bin, major))
                .findFirst();
    }
}
