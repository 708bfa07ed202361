package dev.perfdeck.ui.cache;

import dev.perfdeck.app.CacheRoom;
import dev.perfdeck.app.Job;
import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.InvalidationRun;
import dev.perfdeck.ui.Work;
import java.util.Optional;
import java.util.function.Supplier;

/// An invalidation on its way: a pattern is counted before it may remove anything, and whoever means everything types
/// what
/// it is that goes. Screen executor only.
public final class InvalidateModel {
    /// What is about to become invalid.
    public enum Way {
        PATTERN,
        /// All entries of the namespace, by a new epoch.
        EPOCH
    }

    private final CacheRoom room;
    private final Environment environment;
    private final Work work;
    private final Runnable changed;
    private Way way = Way.PATTERN;
    private String pattern = "";
    private String typed = "";
    private Optional<InvalidationRun> counted = Optional.empty();
    private Optional<InvalidationRun> ended = Optional.empty();
    private Optional<Fault> failure = Optional.empty();
    private Optional<Job<InvalidationRun, InvalidationRun>> job = Optional.empty();

    /// @param changed called when an errand has ended, on the screen's executor
    public InvalidateModel(CacheRoom room, Environment environment, Work work, Runnable changed) {
        this.room = room;
        this.environment = environment;
        this.work = work;
        this.changed = changed;
    }

    public String namespace() {
        return room.namespace();
    }

    public Way way() {
        return way;
    }

    public void way(Way chosen) {
        way = chosen;
        forget();
    }

    /// A count of another pattern is worth nothing.
    public void pattern(String text) {
        var stripped = text.strip();
        if (!stripped.equals(pattern)) {
            pattern = stripped;
            forget();
        }
    }

    public void type(String text) {
        typed = text.strip();
    }

    private void forget() {
        counted = Optional.empty();
        ended = Optional.empty();
        failure = Optional.empty();
    }

    /// Whether the pattern, or the new epoch, leaves no entry out.
    public boolean everything() {
        return way == Way.EPOCH || pattern.chars().allMatch(c -> c == '*');
    }

    /// What has to be typed before the write; empty where the button is enough.
    public Optional<String> guard() {
        if (environment.production()) {
            return Optional.of(everything() ? environment.name() + "/" + namespace() : environment.name());
        }
        return everything() ? Optional.of(namespace()) : Optional.empty();
    }

    /// Whether there is something to guard: the count found keys, or a new epoch is asked for.
    public boolean guarded() {
        return guard().isPresent() && !running() && (way == Way.EPOCH || found() > 0);
    }

    public boolean running() {
        return job.isPresent();
    }

    public boolean ready() {
        return !running()
                && (way == Way.EPOCH ? ended.isEmpty() : found() > 0)
                && guard().map(typed::equals).orElse(true);
    }

    /// Keys that a completed dry run of this very pattern found; 0 before one.
    public long found() {
        return counted.map(InvalidationRun::matched).orElse(0L);
    }

    public void count() {
        if (!running() && way == Way.PATTERN) {
            start(() -> room.invalidate(pattern, everything(), true));
        }
    }

    public void invalidate() {
        if (ready()) {
            start(way == Way.EPOCH ? room::newEpoch : () -> room.invalidate(pattern, everything(), false));
        }
    }

    private void start(Supplier<Job<InvalidationRun, InvalidationRun>> errand) {
        forget();
        typed = "";
        try {
            var started = errand.get();
            job = Optional.of(started);
            work.run("follow invalidation", started::await, this::done, this::failed);
        } catch (RuntimeException refused) {
            failed(Work.faultOf(refused));
        }
    }

    private void done(InvalidationRun run) {
        job = Optional.empty();
        ended = Optional.of(run);
        counted = run.dryRun() && run.finished() ? ended : Optional.empty();
        changed.run();
    }

    private void failed(Fault fault) {
        job = Optional.empty();
        failure = Optional.of(fault);
        changed.run();
    }

    public void cancel() {
        job.ifPresent(Job::cancel);
    }

    public boolean cancelling() {
        return job.map(Job::cancelled).orElse(false);
    }

    public Optional<InvalidationRun> progress() {
        return job.flatMap(Job::progress);
    }

    /// How the last errand of this pattern ended.
    public Optional<InvalidationRun> ended() {
        return ended;
    }

    public Optional<Fault> failure() {
        return failure;
    }
}
