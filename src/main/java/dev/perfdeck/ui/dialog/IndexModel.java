package dev.perfdeck.ui.dialog;

import dev.perfdeck.app.Job;
import dev.perfdeck.app.Session;
import dev.perfdeck.model.BuildProgress;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.IndexRun;
import dev.perfdeck.model.PerformanceIndex;
import dev.perfdeck.ui.Work;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The errand of building, or dropping, the performance indexes, as its dialog shows it. Screen executor only.
public final class IndexModel {
    /// Which way the errand goes.
    public enum Way {
        APPLY,
        UNDO
    }

    private final Session session;
    private final Work work;
    private final Way way;
    private String typed = "";

    public IndexModel(Session session, Work work, Way way) {
        this.session = session;
        this.work = work;
        this.way = way;
    }

    public Way way() {
        return way;
    }

    public List<PerformanceIndex> indexes() {
        return session.indexes();
    }

    public boolean production() {
        return session.environment().production();
    }

    public String environment() {
        return session.environment().name();
    }

    public void type(String name) {
        typed = name;
    }

    /// Whether the errand would change anything as things stand.
    public boolean anythingToDo() {
        var done = way == Way.APPLY ? PerformanceIndex.State.VALID : PerformanceIndex.State.MISSING;
        return indexes().stream().anyMatch(index -> index.state() != done);
    }

    public boolean running() {
        return session.indexJob().isPresent();
    }

    public boolean ready() {
        return !running() && (!production() || typed.equals(environment()));
    }

    public Optional<BuildProgress> progress() {
        return session.indexJob().flatMap(Job::progress);
    }

    public void start(Consumer<IndexRun> done, Consumer<Fault> failed) {
        follow(way == Way.APPLY ? session.applyIndexes() : session.undoIndexes(), done, failed);
    }

    /// Joins an errand that another dialog began.
    public void follow(Consumer<IndexRun> done, Consumer<Fault> failed) {
        session.indexJob().ifPresent(job -> follow(job, done, failed));
    }

    private void follow(Job<IndexRun, BuildProgress> job, Consumer<IndexRun> done, Consumer<Fault> failed) {
        work.run("follow " + way, job::await, done, failed);
    }

    public void cancel() {
        session.indexJob().ifPresent(Job::cancel);
    }
}
