package dev.perfdeck.app.advice;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.advice.IndexAdvice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes advice as Flyway migrations, each with its undo beside it: `V8__idx_….sql` and `U8__idx_….sql`, numbered
/// after what the folder has. Never overwrites. Stateless.
public final class MigrationFiles {
    private static final Pattern VERSION = Pattern.compile("[VU]([0-9]+)([._][0-9._]*)?__.*\\.sql");
    private static final String TRIGRAM = "gin_trgm_ops";

    private MigrationFiles() {}

    /// @return the `V` files, in the order given
    /// @throws FaultException when the folder cannot be written
    public static List<Path> write(Path folder, List<IndexAdvice> advice) {
        try {
            Files.createDirectories(folder);
            var next = last(folder).add(BigInteger.ONE);
            var files = new ArrayList<Path>();
            if (advice.stream().anyMatch(it -> it.ddl().contains(TRIGRAM))) {
                files.add(Files.writeString(
                        folder.resolve("V" + next + "__trigram_extension.sql"),
                        "-- Operators that a trigram index is made of.\nCREATE EXTENSION IF NOT EXISTS pg_trgm;\n"));
                Files.writeString(
                        folder.resolve("U" + next + "__trigram_extension.sql"),
                        "-- The extension stays: it may have been there before, and others may use it.\nSELECT 1;\n");
                next = next.add(BigInteger.ONE);
            }
            for (var each : advice) {
                String name = next + "__" + each.name() + ".sql";
                files.add(Files.writeString(
                        folder.resolve("V" + name), "-- " + each.summary() + "\n" + each.ddl() + ";\n"));
                Files.writeString(folder.resolve("U" + name), each.undo() + ";\n");
                next = next.add(BigInteger.ONE);
            }
            return files;
        } catch (IOException | UncheckedIOException e) {
            throw rejected(folder, e);
        }
    }

    /// Makes the folder, and a file in it that goes at once: what could not be written is not worth an analysis.
    ///
    /// @throws FaultException when the folder cannot be written
    public static void writable(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "perfdeck", ".tmp"));
        } catch (IOException e) {
            throw rejected(folder, e);
        }
    }

    private static FaultException rejected(Path folder, Exception e) {
        return new FaultException(
                new Fault.Rejected(
                        "--write " + folder, "the folder cannot be written: " + e.getMessage(), "a folder to write to"),
                e);
    }

    private static BigInteger last(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.map(file -> VERSION.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(found -> new BigInteger(found.group(1)))
                    .reduce(BigInteger.ZERO, BigInteger::max);
        }
    }
}
