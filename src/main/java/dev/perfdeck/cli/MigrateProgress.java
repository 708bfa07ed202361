package dev.perfdeck.cli;

import dev.perfdeck.app.Job;
import dev.perfdeck.model.migration.MigrationProgress;
import dev.perfdeck.model.migration.MigrationRun;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/// Tells on stderr how far a run is: one bar that moves on a terminal, a line for each change elsewhere.
final class MigrateProgress {
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int WIDTH = 24;

    private final PrintStream err;
    private final Say say;
    private final boolean terminal;
    private String said = "";

    MigrateProgress(PrintStream err, Say say, boolean terminal) {
        this.err = err;
        this.say = say;
        this.terminal = terminal;
    }

    void follow(Job<MigrationRun, MigrationProgress> job) {
        while (!job.awaitEnd(LOOK) && !Thread.currentThread().isInterrupted()) {
            job.progress().ifPresent(this::show);
        }
        job.progress().ifPresent(this::show);
        if (terminal && !said.isEmpty()) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    /// A line for each step that was done, also for those too short to be seen under way; a terminal had the bar.
    void done(MigrationRun run) {
        if (!terminal) {
            run.steps()
                    .forEach(step -> say.line(String.format(
                            Locale.ROOT,
                            "migrate: %s: %s, %.1f s",
                            step.step(),
                            MigrateShapes.word(step.outcome()).replace('_', ' '),
                            step.took().toMillis() / 1e3)));
        }
    }

    private void show(MigrationProgress now) {
        var what = now.step() + (now.phase().isEmpty() ? "" : ": " + now.phase());
        var waits = now.waits().map(who -> "; waits for " + who).orElse("");
        if (terminal) {
            bar(what + waits, now);
            return;
        }
        var tenth =
                Double.isNaN(now.percent()) ? "" : String.format(Locale.ROOT, ", %d %%", (int) now.percent() / 10 * 10);
        var line = what + tenth + waits.replaceAll(" for \\d+ (s|min|h)\\b", "");
        if (!line.equals(said)) {
            said = line;
            say.line("migrate: " + what + tenth + waits);
        }
    }

    private void bar(String what, MigrationProgress now) {
        var share = Double.isNaN(now.percent()) ? 0 : now.percent() / 100;
        var full = (int) Math.round(share * WIDTH);
        var text = String.format(
                Locale.ROOT,
                "[%s%s] %3.0f %% %s",
                "#".repeat(full),
                "-".repeat(WIDTH - full),
                share * 100,
                what.replaceAll("\\p{Cntrl}", " "));
        said = text;
        err.print("\r\u001b[K" + (text.length() > 118 ? text.substring(0, 117) + "…" : text));
        err.flush();
    }
}
