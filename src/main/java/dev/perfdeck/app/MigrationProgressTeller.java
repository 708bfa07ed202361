package dev.perfdeck.app;

import dev.perfdeck.core.migrate.Course;
import dev.perfdeck.model.migration.Blocker;
import dev.perfdeck.model.migration.MigrationProgress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Passes on what a run tells, with the time since it began.
final class MigrationProgressTeller implements Course.Told {
    private final Consumer<MigrationProgress> listener;
    private final long from = System.nanoTime();

    MigrationProgressTeller(Consumer<MigrationProgress> listener) {
        this.listener = listener;
    }

    @Override
    public void of(
            String step,
            int done,
            int of,
            String phase,
            double percent,
            Optional<String> waits,
            Optional<Blocker> blocker) {
        listener.accept(new MigrationProgress(
                step, done, of, phase, percent, waits, blocker, Duration.ofNanos(System.nanoTime() - from)));
    }
}
