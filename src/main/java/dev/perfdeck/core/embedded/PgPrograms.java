package dev.perfdeck.core.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/// PostgreSQL's server programs of one major version, before they are set up in a [ServerHome]. They always run from
/// there: a process is known to be ours by where its executable lies.
public sealed interface PgPrograms {
    int CARRIED_MAJOR = 18;

    int major();

    /// Where they come from, in words.
    String origin();

    /// Sets them up in an empty directory.
    ///
    /// @return the directory of `initdb` and `postgres`
    Path install(Path into) throws IOException;

    /// Those inside the application.
    record Carried() implements PgPrograms {
        @Override
        public int major() {
            return CARRIED_MAJOR;
        }

        @Override
        public String origin() {
            return "carried by Perfdeck";
        }

        @Override
        public Path install(Path into) throws IOException {
            try (var packed = PackedPrograms.carried()) {
                return PackedPrograms.unpack(packed, into);
            }
        }
    }

    /// A jar of the packaging that the carried ones come from, of another major version.
    record Jar(Path file, int major) implements PgPrograms {
        @Override
        public String origin() {
            return file.getFileName().toString();
        }

        @Override
        public Path install(Path into) throws IOException {
            try (var zip = new ZipFile(file.toFile())) {
                var entry = zip.stream()
                        .filter(it -> it.getName().endsWith(".txz"))
                        .findFirst()
                        .orElseThrow(() -> new IOException(file + " holds no .txz of PostgreSQL's programs"));
                try (var packed = zip.getInputStream(entry)) {
                    return PackedPrograms.unpack(packed, into);
                }
            }
        }
    }

    /// Those of this machine. The programs are copied; they find their libraries by the path they were built with.
    record Installed(Path bin, int major) implements PgPrograms {
        @Override
        public String origin() {
            return bin.toString();
        }

        @Override
        public Path install(Path into) throws IOException {
            for (var program : new String[] {"initdb", "postgres"}) {
                Files.copy(bin.resolve(program), into.resolve(program));
            }
            return into;
        }
    }
}
