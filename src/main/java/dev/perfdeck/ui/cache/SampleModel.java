package dev.perfdeck.ui.cache;

import dev.perfdeck.app.CacheRoom;
import dev.perfdeck.app.Job;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.KeySample;
import dev.perfdeck.ui.Work;
import java.util.Optional;

/// A sample of what lives in the cache: the last one, and the one being taken. Screen executor only.
public final class SampleModel {
    private final CacheRoom room;
    private final Work work;
    private final Runnable changed;
    private Optional<Job<KeySample, Long>> job = Optional.empty();
    private Optional<Fault> failure = Optional.empty();

    /// @param changed called when a sample has ended, on the screen's executor
    public SampleModel(CacheRoom room, Work work, Runnable changed) {
        this.room = room;
        this.work = work;
        this.changed = changed;
    }

    public String namespace() {
        return room.namespace();
    }

    public Optional<KeySample> last() {
        return room.lastSample();
    }

    public boolean running() {
        return job.isPresent();
    }

    /// Keys looked at so far.
    public long progress() {
        return job.flatMap(Job::progress).orElse(0L);
    }

    public Optional<Fault> failure() {
        return failure;
    }

    /// @param lifetimes whether to ask for times to live too, each of which the server counts as a hit
    public void take(boolean lifetimes) {
        if (running()) {
            return;
        }
        failure = Optional.empty();
        try {
            var started = room.sample(lifetimes);
            job = Optional.of(started);
            work.run(
                    "follow sample",
                    started::await,
                    taken -> ended(Optional.empty()),
                    fault -> ended(Optional.of(fault)));
        } catch (RuntimeException refused) {
            ended(Optional.of(Work.faultOf(refused)));
        }
    }

    private void ended(Optional<Fault> why) {
        job = Optional.empty();
        failure = why;
        changed.run();
    }

    public void cancel() {
        job.ifPresent(Job::cancel);
    }
}
