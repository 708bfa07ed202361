package dev.perfdeck.core.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServerHomeTest {
    /// Another process that tries to lock the marker; it says whether it could.
    static final class Rival {
        private Rival() {}

        public static void main(String[] arguments) throws Exception {
            try (var channel = java.nio.channels.FileChannel.open(
                            Path.of(arguments[0]), java.nio.file.StandardOpenOption.WRITE);
                    var lock = channel.tryLock()) {
                System.out.println(lock == null ? "locked" : "free");
            }
        }
    }

    @Test
    void aSweepLeavesTheHomesOfItsOwnProcessLocked() throws Exception {
        var before = System.getProperty("java.io.tmpdir");
        try (var home = ServerHome.create(ServerHome.TWIN)) {
            // The temporary directory may be cached by the platform, so the sweep looks where the home really is.
            System.setProperty(
                    "java.io.tmpdir",
                    home.path().resolveSibling(".").normalize().toString());
            Leftovers.sweep();
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var rival = new ProcessBuilder(
                            java,
                            "-cp",
                            System.getProperty("java.class.path"),
                            Rival.class.getName(),
                            home.path().resolve("owner").toString())
                    .start();
            assertThat(rival.inputReader().readLine()).isEqualTo("locked");
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }
    }
}
