package dev.perfdeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.api.PerformanceApi;
import dev.perfdeck.app.FixedConsole;
import dev.perfdeck.app.Launch;
import dev.perfdeck.app.RunningConsole;
import dev.perfdeck.app.Startup;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth.Lamp;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {
    private final FixedConsole console = new FixedConsole();
    private final List<Launch> windows = new ArrayList<>();
    private final List<Launch> opened = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Optional<Fault> refusal = Optional.empty();

    private final Terminal terminal = new TypedAnswers(List.of());
    private final Startup startup = new Startup() {
        @Override
        public int window(Launch launch) {
            windows.add(launch);
            return 0;
        }

        @Override
        public RunningConsole headless(Launch launch, Consumer<String> progress) {
            refusal.ifPresent(fault -> {
                throw new FaultException(fault);
            });
            opened.add(launch);
            progress.accept("starting");
            return console;
        }
    };

    private int run(String... args) {
        return new Cli(startup, PerformanceApi::start, new AtOnce(), stream(out), stream(err), terminal).run(args);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void windowsOpenOnWhatIsAsked() {
        assertThat(run()).isZero();
        assertThat(run("demo")).isZero();
        assertThat(run("--env", "a", "--config", "c.toml")).isZero();
        assertThat(windows)
                .containsExactly(
                        new Launch(false, Optional.empty(), Optional.empty()),
                        new Launch(true, Optional.empty(), Optional.empty()),
                        new Launch(false, Optional.of(Path.of("c.toml")), Optional.of("a")));
    }

    @Test
    void optionsStandBeforeOrAfterTheCommand() {
        assertThat(run("status", "--demo", "--json", "--env", "a")).isZero();
        assertThat(run("--json", "--env", "a", "status", "--demo")).isZero();
        assertThat(opened).hasSize(2).allMatch(new Launch(true, Optional.empty(), Optional.of("a"))::equals);
        assertThat(out().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"timestamp\":"));
        assertThat(console.closed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "**", ""})
    void aPatternThatTakesEveryKeyIsRefusedBeforeAnythingIsOpened(String pattern) {
        assertThat(run("cache", "invalidate", pattern)).isEqualTo(2);
        assertThat(err()).contains("takes every key of the namespace", "--all if that is meant");
        assertThat(opened).isEmpty();
    }

    @Test
    void statusIsATableForPeople() {
        assertThat(run("status")).isZero();
        assertThat(out())
                .startsWith("✅ All targets met\n")
                .containsPattern("API P95 latency +245\\.5 ms +below 5000 ms +✅ met\n")
                .containsPattern("performance indexes +6 of 6 +all +✅ met\n")
                .containsPattern("PostgreSQL +18\\.6 +up\n");
        assertThat(err()).isEqualTo("starting" + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource({
        "245.5, 72.5, 6, UP, 0, ✅ All targets met",
        "5000, 72.5, 6, UP, 3, ⚠️ Missed: API P95 latency",
        "5000, NaN, 2, UP, 3, '⚠️ Missed: API P95 latency, performance indexes; no data yet: cache hit rate'",
        "NaN, 60.0, 6, LIMITED, 3, ❔ No data yet: API P95 latency",
        "245.5, 72.5, 6, DOWN, 4, ✅ All targets met",
        "NaN, NaN, -1, CONNECTING, 4, '❔ No data yet: API P95 latency, cache hit rate, performance indexes'"
    })
    void theExitCodeTellsTheStatus(double p95, double rate, int indexes, Lamp lamp, int code, String words) {
        console.status = FixedConsole.status(p95, rate, indexes);
        console.health = List.of(FixedConsole.lamp(lamp, Optional.empty()));
        assertThat(run("status")).isEqualTo(code);
        assertThat(out().lines().findFirst()).contains(words);
    }

    @Test
    void aFaultIsOneLineWithItsRemedy() {
        refusal = Optional.of(new Fault.Rejected("c.toml:3", "unknown key x", "did you mean y?"));
        assertThat(run("status")).isEqualTo(2);
        assertThat(err()).isEqualTo("perfdeck: c.toml:3: unknown key x — did you mean y?" + System.lineSeparator());
        refusal = Optional.of(new Fault.Unreachable(Source.REDIS, "h:1", "a\u001b[31m\nb"));
        assertThat(run("serve")).isEqualTo(4);
        assertThat(err().lines()).hasSize(2).noneMatch(line -> line.contains("\u001b"));
        assertThat(out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "--nonsense", "status --nonsense", "serve --env", "demo extra"})
    void badUsageIsOneLine(String line) {
        assertThat(run(line.split(" ", -1))).isEqualTo(2);
        assertThat(err().lines()).hasSize(1).allMatch(text -> text.contains("--help"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "demo", "serve", "status", "query"})
    void helpAndVersionAreEverywhere(String command) {
        String[] help = (command + " --help").strip().split(" ", -1);
        String[] version = (command + " --version").strip().split(" ", -1);
        assertThat(run(help)).isZero();
        assertThat(out()).contains("Usage: perfdeck", "--env", "--config", "--json");
        assertThat(run(version)).isZero();
        assertThat(out()).containsPattern("perfdeck (development|[0-9.]+)");
        assertThat(err()).isEmpty();
    }

    @Test
    void serveSaysWhereItListensAndCleansUp() {
        assertThat(run("serve", "--demo")).isZero();
        assertThat(out()).matches("listening on http://127\\.0\\.0\\.1:[0-9]+/api/v1/performance\\R");
        assertThat(console.closed).isTrue();
    }

    static final class AtOnce implements StopSignal {
        @Override
        public Watch watch() {
            return new Watch() {
                @Override
                public void await() throws InterruptedException {
                    Thread.sleep(Duration.ZERO);
                }

                @Override
                public void close() {}
            };
        }
    }
}
