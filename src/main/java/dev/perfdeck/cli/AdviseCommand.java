package dev.perfdeck.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perfdeck.app.AdviceRoom;
import dev.perfdeck.app.Job;
import dev.perfdeck.app.advice.MigrationFiles;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.advice.AdviceOutcome;
import dev.perfdeck.model.advice.AdviceProgress;
import dev.perfdeck.model.advice.AdviceReport;
import dev.perfdeck.model.advice.AdviceRequest;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Index and cache advice from the command line. Changes nothing on any server; `--write` writes files.
@Command(
        name = "advise",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "What indexes, or a cache, would do for this workload, and which indexes nobody would miss. "
                + "The database sees reads of its catalogs only; all else is asked of a twin of it on this machine.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:it failed", "2:bad usage or configuration", "4:cannot connect"})
final class AdviseCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(200);

    /// So long the demo's users work before they are advised.
    private static final Duration DEMO_WORKS = Duration.ofSeconds(15);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Consoles consoles;
    private final Perfdeck options;
    private final PrintStream out;
    private final Say say;
    private final StopSignal stop;

    @Option(
            names = "--budget",
            paramLabel = "SIZE",
            converter = Megabytes.class,
            description = "All suggested indexes together at most so large: 500MB, 2GB. Without it, no limit.")
    private @Nullable Long budget;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "200",
            converter = Limit.class,
            description = "How many statements to look at, the dearest first; ${DEFAULT-VALUE} by default.")
    private int top;

    @Option(
            names = "--workload",
            paramLabel = "FILE.sql",
            description = "Statements from a file in place of pg_stat_statements; '-- weight: 12' before one counts it"
                    + " so often.")
    private @Nullable Path workload;

    @Option(
            names = "--window",
            paramLabel = "DURATION",
            converter = Span.class,
            description = "What is called within so long from now, such as 60s or 5m, in place of all since"
                    + " pg_stat_statements began to count.")
    private @Nullable Duration window;

    @Option(
            names = "--write",
            paramLabel = "FOLDER",
            description = "Write each suggested index as a Flyway migration with its undo.")
    private @Nullable Path write;

    @Option(names = "--demo", description = "On the embedded demo.")
    private boolean demo;

    AdviseCommand(Consoles consoles, Perfdeck options, PrintStream out, Say say, StopSignal stop) {
        this.consoles = consoles;
        this.options = options;
        this.out = out;
        this.say = say;
        this.stop = stop;
    }

    @Override
    public Integer call() throws InterruptedException, JsonProcessingException {
        if (write != null) {
            MigrationFiles.writable(write);
        }
        return consoles.heard(demo, console -> {
            if (demo && workload == null && window == null) {
                say.line("letting the demo's users work for " + DEMO_WORKS.toSeconds() + " s");
                Thread.sleep(DEMO_WORKS);
            }
            var room = Consoles.ofDatabase(console.advice());
            try (var watch = stop.watch()) {
                var job = room.advise(new AdviceRequest(
                        budget == null ? OptionalLong.empty() : OptionalLong.of(budget),
                        top,
                        Optional.ofNullable(workload),
                        Optional.ofNullable(window)));
                Thread.ofVirtual().name("stop advising").start(() -> cancelWhenStopped(watch, job));
                var report = await(job);
                if (job.cancelled()) {
                    say.line("stopped: this is what was found by then");
                }
                print(room, report);
            }
            return ExitCode.MET;
        });
    }

    /// Waits on its own thread, which ends with the process where nobody stops it.
    private static void cancelWhenStopped(StopSignal.Watch watch, Job<AdviceReport, AdviceProgress> job) {
        try {
            watch.await();
            job.cancel();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Where statements are not counted, nothing can be measured, and the advice stands all the same.
    private static List<AdviceOutcome> measured(AdviceRoom room) throws InterruptedException {
        try {
            return room.measure();
        } catch (FaultException unmeasured) {
            return room.outcomes();
        }
    }

    private void print(AdviceRoom room, AdviceReport report) throws JsonProcessingException, InterruptedException {
        var outcomes = measured(room);
        if (options.json()) {
            out.print(JSON.writeValueAsString(AdviceJson.of(report)) + "\n");
        } else {
            out.print(AdviceText.of(report, outcomes));
            report.approximate().forEach(it -> say.line("approximate: " + it));
            report.skipped().forEach(it -> say.line("left out: " + it));
        }
        out.flush();
        var effort = report.effort();
        say.line(effort.statements() + " statements, " + effort.candidates() + " candidates, " + effort.calls()
                + " plans in " + effort.planner().toMillis() + " of "
                + effort.all().toMillis() + " ms");
        if (write != null) {
            room.write(write, report.indexes()).forEach(it -> say.line("wrote " + it));
        }
    }

    private AdviceReport await(Job<AdviceReport, AdviceProgress> job) {
        String said = "";
        while (!job.awaitEnd(LOOK)) {
            String now = job.progress().map(AdviceProgress::step).orElse("");
            if (!now.equals(said)) {
                say.line(now);
                said = now;
            }
        }
        try {
            return job.await();
        } catch (CompletionException e) {
            if (e.getCause() instanceof FaultException known) {
                throw known;
            }
            throw e;
        }
    }
}
