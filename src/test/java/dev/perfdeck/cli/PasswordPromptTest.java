package dev.perfdeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.api.PerformanceApi;
import dev.perfdeck.app.Launch;
import dev.perfdeck.app.Locked;
import dev.perfdeck.app.RunningConsole;
import dev.perfdeck.app.Startup;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordPromptTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int status(Locked locked, Terminal terminal) {
        var startup = new Startup() {
            @Override
            public int window(Launch launch) {
                throw new AssertionError();
            }

            @Override
            public RunningConsole headless(Launch launch, Consumer<String> progress) {
                return locked.session();
            }
        };
        return new Cli(startup, PerformanceApi::start, new Termination(), stream(out), stream(err), terminal)
                .run("status");
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    @Test
    void aTerminalIsAskedAndElseTheVariableIsNamed(@TempDir Path home) throws Exception {
        try (var locked = Locked.start(home)) {
            assertThat(status(locked, new TypedAnswers(List.of()))).isEqualTo(ExitCode.CANNOT_CONNECT);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("PERFDECK_DATABASE_PASSWORD");
            err.reset();
            var typed = new TypedAnswers(List.of("canary", locked.pg().password()));
            assertThat(status(locked, typed)).isEqualTo(ExitCode.NOT_MET);
            assertThat(typed.questions).hasSize(2).allMatch(q -> q.contains("postgres@127.0.0.1:"));
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .contains("PostgreSQL wants a password")
                    .doesNotContain("canary");
            assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("canary");
        }
    }
}
