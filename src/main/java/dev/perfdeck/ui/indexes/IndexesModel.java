package dev.perfdeck.ui.indexes;

import dev.perfdeck.app.IndexHealthRoom;
import dev.perfdeck.app.Job;
import dev.perfdeck.app.MigrationRoom;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.health.IndexHealth;
import dev.perfdeck.model.migration.IndexState;
import dev.perfdeck.model.migration.JournalEntry;
import dev.perfdeck.model.migration.Migration;
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
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;

/// The errand of migrations and of index orders as its screen shows it: what is known of each step, and what may be
/// done
/// next. Screen executor only.
public final class IndexesModel {
    private static final int ENTRIES = 500;

    private final MigrationRoom room;
    private final IndexHealthRoom healthRoom;
    private final Work work;
    private final ObservableValue<Span> span;
    private final ObservableValue<Boolean> paused;
    private final Set<Stage> busy = EnumSet.noneOf(Stage.class);
    private final Map<Stage, Fault> faults = new EnumMap<>(Stage.class);
    private Runnable changed = () -> {};
    private Stage stage = Stage.PLAN;
    private Errand errand = new Errand.Apply();
    private String typed = "";
    private boolean lookingAtHealth;
    private Optional<Fault> healthFault = Optional.empty();
    private Optional<MigrationPlan> plan = Optional.empty();
    private List<PlannedMigration> begun = List.of();
    private List<JournalEntry> journal = List.of();
    private Optional<Preflight> preflight = Optional.empty();
    private Optional<MigrationRun> run = Optional.empty();
    private Optional<Verification> proof = Optional.empty();

    public IndexesModel(
            MigrationRoom room,
            IndexHealthRoom healthRoom,
            Work work,
            ObservableValue<Span> span,
            ObservableValue<Boolean> paused) {
        this.room = room;
        this.healthRoom = healthRoom;
        this.work = work;
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
        lookAtHealth();
        readJournal();
    }

    /// The journal is a file: it is read when something may have been written into it.
    void readJournal() {
        work.run(
                "read the journal",
                () -> room.journal(ENTRIES),
                read -> {
                    journal = read;
                    changed.run();
                },
                fault -> changed.run());
    }

    /// Newest first.
    List<JournalEntry> journal() {
        return journal;
    }

    /// Reads migrations and the plan anew.
    public void lookAndPlan() {
        ask(
                Stage.PLAN,
                () -> room.look(),
                picture -> ask(Stage.PLAN, () -> room.plan(MigrationScope.all()), made -> plan = Optional.of(made)));
    }

    public void lookAtHealth() {
        if (!lookingAtHealth) {
            lookingAtHealth = true;
            work.run(
                    "look at index health",
                    () -> healthRoom.look().await(),
                    seen -> healthEnded(Optional.empty()),
                    fault -> healthEnded(Optional.of(fault)));
        }
    }

    private void healthEnded(Optional<Fault> fault) {
        lookingAtHealth = false;
        healthFault = fault;
        changed.run();
    }

    /// Begins another errand; nothing is started yet.
    void prepare(Errand next) {
        if (running().isEmpty()) {
            errand = next;
            typed = "";
            preflight = Optional.empty();
            run = Optional.empty();
            proof = Optional.empty();
            faults.clear();
            stage = Stage.PLAN;
            if (next instanceof Errand.Apply) {
                lookAndPlan();
            }
            changed.run();
        }
    }

    public void check() {
        stage = Stage.PREFLIGHT;
        ask(Stage.PREFLIGHT, () -> room.preflight(MigrationScope.all()), found -> preflight = Optional.of(found));
    }

    public void type(String name) {
        typed = name.strip();
    }

    /// What has to be typed before the write; empty where the button is enough.
    public Optional<String> guard() {
        return running().isPresent() ? Optional.empty() : room.nameToType();
    }

    private boolean confirmed() {
        return room.nameToType().map(typed::equals).orElse(true);
    }

    /// Whether the errand's write may be started.
    public boolean ready() {
        return running().isEmpty()
                && confirmed()
                && switch (errand) {
                    case Errand.Apply() ->
                        preflight.filter(Preflight::clear).isPresent() && pending() > 0 && obstacles() == 0;
                    case Errand.Order(var order) -> run.isEmpty();
                    case Errand.Undo(var which) -> run.isEmpty();
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
        faults.remove(Stage.APPLY);
        run = Optional.empty();
        proof = Optional.empty();
        stage = Stage.APPLY;
        begun = errand instanceof Errand.Apply
                ? plan.map(MigrationPlan::pending).orElse(List.of())
                : List.of();
        var confirmation = typed;
        typed = "";
        try {
            follow(
                    switch (errand) {
                        case Errand.Apply() -> room.apply(MigrationScope.all(), confirmation);
                        case Errand.Order(var order) -> room.order(order, confirmation);
                        case Errand.Undo(var which) ->
                            room.undo(new MigrationScope(which, Optional.empty()), confirmation);
                        case Errand.Repair() -> room.repair(confirmation);
                    });
        } catch (RuntimeException refused) {
            faults.put(Stage.APPLY, Work.faultOf(refused));
            changed.run();
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
        ask(Stage.APPLY, () -> job, this::ended);
    }

    private void ended(MigrationRun end) {
        run = Optional.of(end);
        preflight = Optional.empty();
        lookAtHealth();
        readJournal();
        ask(
                Stage.PLAN,
                () -> room.look(),
                picture -> ask(Stage.PLAN, () -> room.plan(MigrationScope.all()), made -> plan = Optional.of(made)));
        if (end.complete()) {
            verify();
        }
    }

    public void verify() {
        stage = Stage.VERIFY;
        ask(Stage.VERIFY, () -> room.verify(), found -> proof = Optional.of(found));
    }

    private <T> void ask(Stage about, Supplier<Job<T, ?>> errand, Consumer<T> answer) {
        busy.add(about);
        changed.run();
        work.run(
                "indexes " + about,
                () -> errand.get().await(),
                found -> {
                    busy.remove(about);
                    faults.remove(about);
                    answer.accept(found);
                    changed.run();
                },
                fault -> {
                    busy.remove(about);
                    faults.put(about, fault);
                    changed.run();
                });
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
        return healthRoom.last();
    }

    Optional<Fault> healthFault() {
        return healthFault;
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
        return proof;
    }

    /// What the write under way, or the last one, set out to apply.
    List<PlannedMigration> begun() {
        return begun;
    }

    /// Plain names of the tables that the errand touches.
    Set<String> tables() {
        var names = new TreeSet<String>();
        errand.index().ifPresent(order -> names.add(order.table()));
        begun.stream()
                .flatMap(planned -> planned.tables().stream())
                .forEach(load -> names.add(load.relation().replaceFirst(".*\\.", "")));
        if (names.isEmpty() && !(errand instanceof Errand.Apply)) {
            picture().ifPresent(now -> now.indexes().forEach(index -> names.add(index.table())));
        }
        return names;
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
        return switch (errand) {
            case Errand.Order(var order) -> order.undone().map(Errand.Order::new);
            case Errand.Apply() ->
                begun.stream()
                        .map(planned -> planned.migration().origin())
                        .findFirst()
                        .map(origin -> new Errand.Undo(
                                origin == Migration.Origin.BUILT_IN
                                        ? MigrationScope.Which.BUILT_IN
                                        : MigrationScope.Which.FOLDER));
            case Errand.Undo(var which) -> Optional.empty();
            case Errand.Repair() -> Optional.empty();
        };
    }

    Optional<Fault> fault(Stage about) {
        return Optional.ofNullable(faults.get(about));
    }

    boolean busy(Stage about) {
        return busy.contains(about);
    }

    Stage.Standing standing(Stage about) {
        if (busy.contains(about)) {
            return Stage.Standing.BUSY;
        }
        if (faults.containsKey(about)) {
            return Stage.Standing.TROUBLE;
        }
        return switch (about) {
            case PLAN -> of(plan.isPresent() || !(errand instanceof Errand.Apply), obstacles() == 0);
            case PREFLIGHT ->
                of(
                        preflight.isPresent() || run.isPresent() || !(errand instanceof Errand.Apply),
                        preflight.map(Preflight::clear).orElse(true));
            case APPLY -> of(run.isPresent(), run.map(MigrationRun::complete).orElse(true));
            case VERIFY -> of(proof.isPresent(), proof.map(Verification::good).orElse(true));
            case RECORD -> of(run.isPresent(), run.map(MigrationRun::complete).orElse(true));
        };
    }

    private static Stage.Standing of(boolean there, boolean good) {
        return there ? good ? Stage.Standing.DONE : Stage.Standing.TROUBLE : Stage.Standing.WAITING;
    }
}
