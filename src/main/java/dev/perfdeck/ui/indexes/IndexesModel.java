package dev.perfdeck.ui.indexes;

import dev.perfdeck.app.IndexHealthRoom;
import dev.perfdeck.app.Job;
import dev.perfdeck.app.MigrationRoom;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.health.IndexHealth;
import dev.perfdeck.model.migration.IndexState;
import dev.perfdeck.model.migration.MigrationPicture;
import dev.perfdeck.model.migration.MigrationPlan;
import dev.perfdeck.model.migration.MigrationProgress;
import dev.perfdeck.model.migration.MigrationRun;
import dev.perfdeck.model.migration.MigrationScope;
import dev.perfdeck.model.migration.PlannedMigration;
import dev.perfdeck.model.migration.Preflight;
import dev.perfdeck.model.migration.Verification;
import dev.perfdeck.ui.Span;
import dev.perfdeck.ui.Work;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.value.ObservableValue;

/// The errand of migrations and of index orders as its screen shows it: what is known of each step, and what may be
/// done next. Screen executor only.
public final class IndexesModel {
    private final MigrationRoom room;
    private final Work work;
    private final ObservableValue<Span> span;
    private final ObservableValue<Boolean> paused;
    private final Asking asking;
    private final Background background;
    private final Guard guard;
    private final Proving proving;
    private Runnable changed = () -> {};
    private Stage stage = Stage.PLAN;
    private Errand errand = new Errand.Apply();
    private Optional<MigrationPlan> plan = Optional.empty();
    private List<PlannedMigration> begun = List.of();
    private Optional<Preflight> preflight = Optional.empty();
    private Optional<MigrationRun> run = Optional.empty();

    public IndexesModel(
            MigrationRoom room,
            IndexHealthRoom healthRoom,
            Work work,
            ObservableValue<Span> span,
            ObservableValue<Boolean> paused) {
        this.room = room;
        this.work = work;
        this.guard = new Guard(room);
        this.asking = new Asking(work, () -> changed.run());
        this.proving = new Proving(room, asking);
        this.background = new Background(room, healthRoom, work, () -> changed.run());
        this.span = span;
        this.paused = paused;
    }

    /// @param listener called on the screen's executor when an answer came
    public void onChange(Runnable listener) {
        changed = listener;
    }

    MigrationRoom room() {
        return room;
    }

    Work work() {
        return work;
    }

    Span span() {
        return span.getValue();
    }

    boolean paused() {
        return paused.getValue();
    }

    public Stage stage() {
        return stage;
    }

    public void stage(Stage chosen) {
        stage = chosen;
    }

    Errand errand() {
        return errand;
    }

    /// Looks at everything that costs little: migrations, what is pending, health.
    public void open() {
        follow();
        lookAndPlan();
        background.lookAtHealth();
        background.readJournal();
    }

    Background background() {
        return background;
    }

    /// Reads migrations and the plan anew.
    public void lookAndPlan() {
        asking.ask(
                Stage.PLAN,
                () -> room.look(),
                picture -> asking.ask(
                        Stage.PLAN, () -> room.plan(MigrationScope.all()), made -> plan = Optional.of(made)));
    }

    /// Tries what is pending on an empty copy of the schema; the plan then tells the locks really taken.
    public void trace() {
        asking.ask(Stage.PLAN, () -> room.trace(MigrationScope.all()), made -> plan = Optional.of(made));
    }

    /// Begins another errand; nothing is started yet.
    void prepare(Errand next) {
        if (running().isEmpty()) {
            errand = next;
            guard.take();
            preflight = Optional.empty();
            run = Optional.empty();
            proving.forget();
            asking.forget();
            stage = Stage.PLAN;
            if (next instanceof Errand.Apply) {
                lookAndPlan();
            }
            changed.run();
        }
    }

    public void check() {
        stage = Stage.PREFLIGHT;
        var order = errand.index();
        asking.ask(
                Stage.PREFLIGHT,
                () -> order.isPresent() ? room.preflight(order.get()) : room.preflight(MigrationScope.all()),
                found -> preflight = Optional.of(found));
    }

    public void type(String name) {
        guard.type(name);
    }

    /// What has to be typed before the write; empty where the button is enough.
    public Optional<String> guard() {
        return running().isPresent() ? Optional.empty() : guard.wanted();
    }

    /// Whether the errand's write may be started.
    public boolean ready() {
        return running().isEmpty()
                && guard.passed()
                && switch (errand) {
                    case Errand.Apply() ->
                        preflight.filter(Preflight::clear).isPresent() && pending() > 0 && obstacles() == 0;
                    case Errand.Order(var order) ->
                        preflight.filter(Preflight::clear).isPresent() && run.isEmpty();
                    case Errand.Undo(var which, var to) -> run.isEmpty();
                    case Errand.Repair() -> run.isEmpty();
                };
    }

    public int pending() {
        return plan.map(made -> made.pending().size()).orElse(0);
    }

    int obstacles() {
        return plan.map(made -> made.obstacles().size()).orElse(0);
    }

    /// Starts the write that the errand is about.
    public void go() {
        if (!ready()) {
            return;
        }
        asking.forget(Stage.APPLY);
        run = Optional.empty();
        proving.forget();
        stage = Stage.APPLY;
        begun = errand instanceof Errand.Apply
                ? plan.map(MigrationPlan::pending).orElse(List.of())
                : List.of();
        var confirmation = guard.take();
        try {
            follow(
                    switch (errand) {
                        case Errand.Apply() -> room.apply(MigrationScope.all(), confirmation);
                        case Errand.Order(var order) -> room.order(order, confirmation);
                        case Errand.Undo(var which, var to) -> room.undo(new MigrationScope(which, to), confirmation);
                        case Errand.Repair() -> room.repair(confirmation);
                    });
        } catch (RuntimeException refused) {
            asking.failed(Stage.APPLY, Work.faultOf(refused));
        }
    }

    /// Joins an errand that somebody else in this console began, a dialog for instance.
    private void follow() {
        room.underWay().ifPresent(job -> {
            stage = Stage.APPLY;
            follow(job);
        });
    }

    private void follow(Job<MigrationRun, MigrationProgress> job) {
        asking.ask(Stage.APPLY, () -> job, this::ended);
    }

    private void ended(MigrationRun end) {
        run = Optional.of(end);
        preflight = Optional.empty();
        background.lookAtHealth();
        background.readJournal();
        lookAndPlan();
        if (end.complete()) {
            stage = Stage.VERIFY;
            proving.begin();
        }
    }

    /// Called with each look at the screen: after a run, latency is compared anew as time goes by.
    void glance() {
        if (stage == Stage.VERIFY) {
            proving.glance();
        }
    }

    public void verify() {
        stage = Stage.VERIFY;
        proving.verify();
    }

    public void cancel() {
        running().ifPresent(Job::cancel);
    }

    Optional<Job<MigrationRun, MigrationProgress>> running() {
        return room.underWay();
    }

    Optional<MigrationProgress> progress() {
        return running().flatMap(Job::progress);
    }

    Optional<MigrationPicture> picture() {
        return room.last();
    }

    public Optional<IndexHealth> health() {
        return background.health();
    }

    Optional<MigrationPlan> plan() {
        return plan;
    }

    Optional<Preflight> preflight() {
        return preflight;
    }

    /// How the last write ended.
    public Optional<MigrationRun> run() {
        return run;
    }

    public Optional<Verification> proof() {
        return proving.proof();
    }

    /// What the write under way, or the last one, set out to apply.
    List<PlannedMigration> begun() {
        return begun;
    }

    /// Plain names of the tables that the errand touches.
    Set<String> tables() {
        return errand.tables(begun, picture());
    }

    /// Indexes that a failed build left.
    int invalid() {
        return picture()
                .map(now -> (int) now.indexes().stream()
                        .filter(index -> index.state() == IndexState.State.INVALID)
                        .count())
                .orElse(0);
    }

    /// What takes the last write back; empty where nothing was written, or there is no way back.
    Optional<Errand> wayBack() {
        if (running().isPresent() || run.isEmpty()) {
            return Optional.empty();
        }
        return errand.back(begun, picture());
    }

    Optional<Fault> fault(Stage about) {
        return asking.fault(about);
    }

    boolean busy(Stage about) {
        return asking.busy(about);
    }

    Stage.Standing standing(Stage about) {
        return Standings.of(this, about);
    }
}
