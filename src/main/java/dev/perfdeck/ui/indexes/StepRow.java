package dev.perfdeck.ui.indexes;

import dev.perfdeck.model.migration.MigrationProgress;
import dev.perfdeck.model.migration.MigrationRun;
import dev.perfdeck.model.migration.PlannedMigration;
import dev.perfdeck.ui.Figures;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.IntStream;

/// One step of a run as its row says it.
///
/// @param said    the phase, or what became of it
/// @param percent of the phase; NaN where it has no measure, or does not run
/// @param state   of the style sheet's; empty while it waits
record StepRow(String step, String sign, String said, double percent, String time, String state) {
    /// What a run does not count, such as an extension, comes first and is over at once.
    ///
    /// @param planned what was to be done, in order; empty where only the run itself knows
    static List<StepRow> running(List<PlannedMigration> planned, MigrationProgress now, ResourceBundle words) {
        var quick = planned.size() - now.of();
        if (quick < 0) {
            return List.of(current(now.step(), now));
        }
        return IntStream.range(0, planned.size())
                .mapToObj(i -> row(planned.get(i).migration().title(), i - quick, now, words))
                .toList();
    }

    private static StepRow row(String title, int at, MigrationProgress now, ResourceBundle words) {
        if (at < now.done()) {
            return new StepRow(title, "✓", words.getString("step.done"), Double.NaN, "", "good");
        }
        return at > now.done()
                ? new StepRow(title, "·", words.getString("step.waiting"), Double.NaN, "", "")
                : current(title, now);
    }

    private static StepRow current(String title, MigrationProgress now) {
        var share = Double.isNaN(now.percent()) ? "" : String.format(Locale.ROOT, "%.0f %%  ", now.percent());
        return new StepRow(title, "▸", share + now.phase(), now.percent(), Figures.time(now.elapsed()), "now");
    }

    static List<StepRow> ended(MigrationRun run, ResourceBundle words) {
        return run.steps().stream().map(step -> ended(step, words)).toList();
    }

    private static StepRow ended(MigrationRun.Step step, ResourceBundle words) {
        var good = switch (step.outcome()) {
            case APPLIED, ADOPTED, UNDONE, REPAIRED, UNCHANGED -> true;
            case FAILED, CANCELLED, NOT_REACHED -> false;
        };
        var reached = step.outcome() != MigrationRun.Outcome.NOT_REACHED;
        return new StepRow(
                step.step(),
                good ? "✓" : reached ? "✕" : "·",
                words.getString("outcome." + step.outcome()),
                Double.NaN,
                step.took().equals(Duration.ZERO) ? "" : Figures.time(step.took()),
                good ? "good" : reached ? "danger" : "");
    }
}
