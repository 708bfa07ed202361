package dev.perfdeck.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.core.embedded.Leftovers;
import dev.perfdeck.demo.data.Scale;
import dev.perfdeck.model.Targets;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever ends a console, its demo ends with it.
class DemoKilledTest {
    @TempDir
    Path temporary;

    /// A console of its own: starts a demo, says so, and stays.
    static final class Console {
        private Console() {}

        public static void main(String[] arguments) throws Exception {
            var demo = Demo.start(new DemoOptions(Scale.SMALL, true, true, Targets.DEFAULT), text -> {});
            System.out.println("ready " + demo.environment().name());
            Thread.currentThread().join();
        }
    }

    @Test
    void nothingIsLeftAfterAKill() throws Exception {
        var console = startConsole();
        assertThat(servers()).as("PostgreSQL and Redis run").hasSizeGreaterThanOrEqualTo(2);
        console.destroyForcibly().waitFor();
        awaitNothing();
    }

    @Test
    void nothingIsLeftAfterATermination() throws Exception {
        var console = startConsole();
        console.destroy();
        console.waitFor();
        awaitNothing();
    }

    @Test
    void theNextStartSweepsUpWhatAWatchdogMissed() throws Exception {
        var console = startConsole();
        console.children()
                .filter(process ->
                        process.info().command().filter(DemoKilledTest::isShell).isPresent())
                .forEach(ProcessHandle::destroyForcibly);
        console.destroyForcibly().waitFor();
        assertThat(servers()).isNotEmpty();
        var before = System.getProperty("java.io.tmpdir");
        System.setProperty("java.io.tmpdir", temporary.toString());
        try {
            assertThat(Leftovers.sweep()).isEqualTo(1);
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }
        awaitNothing();
    }

    private static boolean isShell(String command) {
        return command.endsWith("/sh") || command.endsWith("/dash") || command.endsWith("/bash");
    }

    private Process startConsole() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Console.class.getName())
                .redirectError(Redirect.DISCARD)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("ready demo");
        return process;
    }

    private void awaitNothing() throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!servers().isEmpty() || !directories().isEmpty()) {
            assertThat(System.nanoTime()).as(servers() + " " + directories()).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private List<ProcessHandle> servers() throws IOException {
        var root = temporary.toRealPath().toString();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").startsWith(root))
                .toList();
    }

    private List<Path> directories() throws IOException {
        try (var found = Files.list(temporary)) {
            return found.filter(path -> path.getFileName().toString().startsWith("perfdeck-demo-"))
                    .toList();
        }
    }
}
