package dev.perfdeck.core.migrate.folder;

import dev.perfdeck.model.migration.Migration.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/// One migration of a folder. Immutable.
///
/// @param version  with dots, as Flyway compares and records it; empty for a repeatable one
/// @param file     relative to the folder, with `/`
/// @param text     as it is in the file, without a byte order mark
/// @param sql      the same with the placeholders filled in: what runs
/// @param executeInTransaction what its `.conf` says; empty when it says nothing
/// @param undo     its `U…` file with a `.conf` of its own; empty without one
public record MigrationFile(
        Kind kind,
        String version,
        String description,
        String file,
        String text,
        String sql,
        Optional<Boolean> executeInTransaction,
        Optional<MigrationFile> undo) {
    /// What takes another one back.
    public static MigrationFile undoing(String file, String sql) {
        return new MigrationFile(Kind.VERSIONED, "", file, file, sql, sql, Optional.empty(), Optional.empty());
    }

    /// Flyway's own: CRC-32 over the lines without their ends; of a repeatable one after the placeholders.
    public int checksum() {
        var crc = new CRC32();
        (kind == Kind.REPEATABLE ? sql : text)
                .lines()
                .forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }

    public String title() {
        return (kind == Kind.REPEATABLE ? "R" : "V" + version) + " " + description;
    }
}
