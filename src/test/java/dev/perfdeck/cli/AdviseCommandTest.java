package dev.perfdeck.cli;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perfdeck.app.AdviceRoom;
import dev.perfdeck.app.FixedConsole;
import dev.perfdeck.app.Job;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.advice.AdviceOutcome;
import dev.perfdeck.model.advice.AdviceProgress;
import dev.perfdeck.model.advice.AdviceReport;
import dev.perfdeck.model.advice.AdviceRequest;
import dev.perfdeck.model.advice.CacheAdvice;
import dev.perfdeck.model.advice.CacheTie;
import dev.perfdeck.model.advice.DropAdvice;
import dev.perfdeck.model.advice.ErrorBand;
import dev.perfdeck.model.advice.IndexAdvice;
import dev.perfdeck.model.advice.StatementGain;
import dev.perfdeck.model.advice.WhatIfAnswer;
import dev.perfdeck.model.lab.TableFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `perfdeck advise` on a console whose advice is chosen; the advice itself is tested against servers.
class AdviseCommandTest {
    private static final StatementGain GAIN = new StatementGain(-7, "select * from t where a = $1", 10, 100.5, 1, 3);
    private static final IndexAdvice INDEX = new IndexAdvice(
            "idx_t_a",
            "CREATE INDEX CONCURRENTLY idx_t_a ON t USING btree (a)",
            "DROP INDEX CONCURRENTLY idx_t_a",
            "t",
            List.of("a"),
            "An index.",
            List.of("t has\u001b[31m rows."),
            8192,
            Duration.ofSeconds(1),
            99,
            0.5,
            2,
            List.of(GAIN));
    private static final AdviceReport REPORT = new AdviceReport(
            Instant.parse("2026-11-27T10:00:00Z"),
            1005,
            10,
            List.of(INDEX),
            List.of(new DropAdvice("i", "t", 8192, "No use.", "DROP INDEX CONCURRENTLY i", "CREATE INDEX …")),
            List.of(
                    cache(CacheAdvice.Choice.CACHE, "select count(*) from t"),
                    cache(CacheAdvice.Choice.INDEX, "select 2"),
                    cache(CacheAdvice.Choice.NEITHER, "select 3")),
            List.of(),
            List.of(GAIN),
            ErrorBand.GUESS,
            List.of("the twin is older"),
            List.of(),
            new AdviceReport.Effort(1, 4, 3, Duration.ofMillis(5), Duration.ofMillis(6)));

    private final FixedConsole console = new FixedConsole();
    private final CliRun cli = new CliRun((_, _) -> console);
    private final List<AdviceRequest> asked = new ArrayList<>();

    private static CacheAdvice cache(CacheAdvice.Choice choice, String query) {
        var tie = new CacheTie("t", 3, 0.75, 40, Double.NaN, CacheTie.Fit.UNKNOWN, List.of("It seems to fill t."));
        return new CacheAdvice(1, query, choice, 5, 0.1, 300, 0.9, 12.25, 1, Optional.of(tie), "Cache it.", List.of());
    }

    private final class Room implements AdviceRoom {
        @Override
        public Job<AdviceReport, AdviceProgress> advise(AdviceRequest request) {
            asked.add(request);
            return Job.start("advise", (progress, cancelled) -> {
                if (request.workload().isPresent()) {
                    throw new FaultException(new Fault.Rejected("--workload x.sql", "cannot be read", "a file"));
                }
                progress.accept(new AdviceProgress("choosing", 0, 0));
                until("the advice is stopped", cancelled::getAsBoolean);
                return REPORT;
            });
        }

        @Override
        public Optional<AdviceReport> last() {
            return Optional.of(REPORT);
        }

        @Override
        public WhatIfAnswer whatIf(String createIndex, Optional<String> statement) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<TableFacts> tables() {
            return List.of();
        }

        @Override
        public List<Path> write(Path folder, List<IndexAdvice> advice) {
            return List.of(folder.resolve("V1__" + advice.getFirst().name() + ".sql"));
        }

        @Override
        public Optional<Path> migrations() {
            return Optional.empty();
        }

        @Override
        public void followed(IndexAdvice advice) {}

        @Override
        public List<AdviceOutcome> outcomes() {
            return List.of();
        }

        @Override
        public List<AdviceOutcome> measure() {
            return List.of();
        }

        @Override
        public ErrorBand band() {
            return ErrorBand.GUESS;
        }

        @Override
        public void close() {}
    }

    @Test
    void theJsonHasTheShapeThatProgramsRelyOn() throws IOException {
        console.advice = Optional.of(new Room());
        assertThat(cli.of("advise", "--json", "--budget", "500MB", "--top", "50", "--window", "5m"))
                .isZero();
        assertThat(asked)
                .containsExactly(new AdviceRequest(
                        OptionalLong.of(500L << 20), 50, Optional.empty(), Optional.of(Duration.ofMinutes(5))));
        var json = new ObjectMapper().readTree(cli.out());
        assertThat(json).hasToString("""
                {"workload_cost":1005.0,"predicted_cost":10.0,"indexes":[{"ddl":"CREATE INDEX CONCURRENTLY idx_t_a ON t \
                USING btree (a)","table":"t","size_bytes":8192,"predicted_gain_percent":99.0,"write_cost_percent":0.5,\
                "queries":[{"queryid":-7,"query":"select * from t where a = $1","cost_before":100.5,"cost_after":1.0}]}],\
                "droppable":[{"index":"i","reason":"No use."}],"cache":[{"query":"select count(*) from t","ttl_s":300.0,\
                "predicted_hit_rate":0.9,"saved_ms_per_s":12.25,"resource_type":"t",\
                "miss_ms":3.0,"measured_hit_rate":0.75,"hits_save_ms_per_s":40.0,"type_ttl_s":null,"ttl_fits":null}],"approximate":["the twin is older"]}""".strip());
    }

    @Test
    void aPersonReadsSentencesAndNoControlCharacters(@TempDir Path folder) {
        console.advice = Optional.of(new Room());
        assertThat(cli.of("advise", "--write", folder.toString())).isZero();
        assertThat(cli.out())
                .contains(
                        "1 index would take the workload's cost down by 99.0 %",
                        INDEX.ddl(), INDEX.undo(), "Nobody would miss i", "It seems to fill t.")
                .doesNotContain("\u001b");
        assertThat(cli.err()).contains("stopped: this is what was found by then");
        assertThat(cli.err()).contains("wrote " + folder.resolve("V1__idx_t_a.sql"));
    }

    @Test
    void aFolderThatCannotBeWrittenIsFoundBeforeAnythingIsAsked(@TempDir Path folder) throws IOException {
        console.advice = Optional.of(new Room());
        var file = Files.writeString(folder.resolve("file"), "");
        assertThat(cli.of("advise", "--write", file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("the folder cannot be written");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--budget=much", "--budget=-1MB", "--top=0", "--unknown"})
    void badUsageIsOneLineAndTwo(String option) {
        console.advice = Optional.of(new Room());
        assertThat(cli.of("advise", option)).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err().lines()).hasSize(1);
    }

    @Test
    void whatIsWrongWithTheWorkloadIsSaid() {
        console.advice = Optional.of(new Room());
        assertThat(cli.of("advise", "--workload", "x.sql")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("--workload x.sql: cannot be read");
    }

    @Test
    void withoutADatabaseThereIsNoAdvice() {
        assertThat(cli.of("advise")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("no database");
    }
}
