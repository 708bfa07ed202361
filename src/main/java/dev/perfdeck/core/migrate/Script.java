package dev.perfdeck.core.migrate;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// One migration file, as Flyway would see it.
///
/// @param version what stands between `V` and `__`
/// @param file    name within `db/migration`
public record Script(String version, String file, Sql sql) {
    static Script read(String file) {
        var version = file.substring(1, file.indexOf("__"));
        return new Script(version, file, Sql.read("/db/migration/" + file));
    }

    public String description() {
        return file.substring(file.indexOf("__") + 2, file.length() - ".sql".length())
                .replace('_', ' ');
    }

    /// Flyway's own checksum (CRC-32 over the lines without their ends), so that plain Flyway accepts our history.
    public int checksum() {
        var crc = new CRC32();
        sql.text().lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }
}
