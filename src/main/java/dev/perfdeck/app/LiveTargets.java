package dev.perfdeck.app;

import dev.perfdeck.core.settings.TargetFile;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Targets;
import java.nio.file.Path;
import java.util.Optional;

/// The targets that hold now: the configuration's, until somebody changes one. Safe on any thread.
final class LiveTargets {
    private final Optional<TargetFile> file;
    private volatile Targets now;

    /// @param file keeps what is changed; empty where that holds for the session only
    LiveTargets(Targets configured, Optional<TargetFile> file) {
        this.now = configured;
        this.file = file;
    }

    Targets now() {
        return now;
    }

    Optional<Path> file() {
        return file.map(TargetFile::path);
    }

    /// Writes the file, if there is one.
    ///
    /// @throws FaultException when it cannot be written; the target holds for the session all the same
    synchronized void cacheHitRatePercent(double percent) {
        now = new Targets(now.apiP95Millis(), percent, now.slowQueryMillis());
        file.ifPresent(kept -> kept.cacheHitRatePercent(percent));
    }
}
