package dev.perfdeck.app;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.migration.IndexOrder;
import dev.perfdeck.model.migration.JournalEntry;
import dev.perfdeck.model.migration.LockTrace;
import dev.perfdeck.model.migration.MigrationPicture;
import dev.perfdeck.model.migration.MigrationPlan;
import dev.perfdeck.model.migration.MigrationProgress;
import dev.perfdeck.model.migration.MigrationRun;
import dev.perfdeck.model.migration.MigrationScope;
import dev.perfdeck.model.migration.Preflight;
import dev.perfdeck.model.migration.Verification;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// A migration room that says what a test wants, and writes down what it was asked for. Its errands run until they are
/// released or cancelled.
public final class FixedMigrations implements MigrationRoom {
    public MigrationPicture picture = new MigrationPicture(Instant.EPOCH, List.of(), List.of(), List.of());
    public MigrationPlan plan = new MigrationPlan(List.of(), List.of());
    public Preflight preflight = new Preflight(List.of());
    public Verification proof = new Verification(List.of(), List.of());
    public MigrationRun end = new MigrationRun(List.of(), false, Optional.empty(), "");
    public List<JournalEntry> journal = List.of();
    public Optional<String> name = Optional.empty();
    public Optional<Fault> trouble = Optional.empty();
    public final List<String> asked = new ArrayList<>();
    private volatile Optional<MigrationProgress> progress = Optional.empty();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean looked;
    private volatile Optional<Job<MigrationRun, MigrationProgress>> under = Optional.empty();

    /// The next errand runs, and shows this, until [#release].
    public void hold(MigrationProgress shown) {
        progress = Optional.of(shown);
        gate = new CountDownLatch(1);
    }

    public void release() {
        gate.countDown();
    }

    private <T> Job<T, String> answer(T what) {
        return Job.start("answer", (said, stop) -> {
            trouble.ifPresent(fault -> {
                throw new FaultException(fault);
            });
            return what;
        });
    }

    @Override
    public Optional<MigrationPicture> last() {
        return looked ? Optional.of(picture) : Optional.empty();
    }

    @Override
    public Job<MigrationPicture, String> look() {
        looked = trouble.isEmpty();
        return answer(picture);
    }

    @Override
    public Job<MigrationPlan, String> plan(MigrationScope scope) {
        return answer(plan);
    }

    @Override
    public Job<MigrationPlan, String> trace(MigrationScope scope) {
        asked.add("trace");
        return answer(new MigrationPlan(
                plan.pending().stream()
                        .map(planned -> planned.traced(new LockTrace(planned.locks(), List.of(), "")))
                        .toList(),
                plan.obstacles()));
    }

    @Override
    public Job<Preflight, String> preflight(MigrationScope scope) {
        return answer(preflight);
    }

    @Override
    public Job<Preflight, String> preflight(IndexOrder order) {
        return answer(preflight);
    }

    private Job<MigrationRun, MigrationProgress> errand(String what, String confirmation) {
        name.filter(wanted -> !wanted.equals(confirmation)).ifPresent(wanted -> {
            throw new FaultException(new Fault.Rejected("confirmation", "not the name", wanted));
        });
        asked.add(what);
        var shown = progress;
        var held = gate;
        Job<MigrationRun, MigrationProgress> job = Job.start(what, (said, stop) -> {
            shown.ifPresent(said);
            held.await();
            under = Optional.empty();
            return end;
        });
        if (held.getCount() > 0) {
            under = Optional.of(job);
        }
        return job;
    }

    @Override
    public Job<MigrationRun, MigrationProgress> apply(MigrationScope scope, String confirmation) {
        return errand("apply " + scope.which(), confirmation);
    }

    @Override
    public Job<MigrationRun, MigrationProgress> undo(MigrationScope scope, String confirmation) {
        return errand("undo " + scope.which(), confirmation);
    }

    @Override
    public Job<MigrationRun, MigrationProgress> repair(String confirmation) {
        return errand("repair", confirmation);
    }

    @Override
    public Job<MigrationRun, MigrationProgress> order(IndexOrder order, String confirmation) {
        return errand(order.sql(), confirmation);
    }

    @Override
    public Job<Verification, String> verify() {
        return answer(proof);
    }

    @Override
    public Optional<Job<MigrationRun, MigrationProgress>> underWay() {
        return under;
    }

    @Override
    public Optional<String> nameToType() {
        return name;
    }

    @Override
    public List<JournalEntry> journal(int most) {
        return journal;
    }

    @Override
    public void exportJournal(Path to) {
        asked.add("export");
    }
}
