package dev.perfdeck.app;

import dev.perfdeck.core.lab.LabOptions;
import dev.perfdeck.core.lab.Scratch;
import dev.perfdeck.core.migrate.journal.Journal;
import dev.perfdeck.core.migrate.run.Procedure;
import dev.perfdeck.core.target.PgRole;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Event;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.migration.IndexOrder;
import dev.perfdeck.model.migration.JournalEntry;
import dev.perfdeck.model.migration.MigrationPicture;
import dev.perfdeck.model.migration.MigrationPlan;
import dev.perfdeck.model.migration.MigrationProgress;
import dev.perfdeck.model.migration.MigrationRun;
import dev.perfdeck.model.migration.MigrationScope;
import dev.perfdeck.model.migration.Preflight;
import dev.perfdeck.model.migration.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The migrations of one database; every errand opens sessions of its own and closes them. Safe on any thread.
final class MigrationWatch implements MigrationRoom, AutoCloseable {
    private final Environment environment;
    private final PgTarget target;
    private final Procedure procedure;
    private final Journal journal;
    private final LatencyAround latencies;
    private final LabOptions scratches;
    private final Consumer<Event> marks;
    private final AtomicReference<@Nullable Job<MigrationRun, MigrationProgress>> writing = new AtomicReference<>();
    private volatile Optional<MigrationPicture> last = Optional.empty();

    /// @param scratches how the empty copy is made on which migrations are traced
    MigrationWatch(
            Environment environment,
            PgTarget target,
            StatementRoom statements,
            LabOptions scratches,
            Path journal,
            Consumer<Event> marks) {
        this.environment = environment;
        this.target = target;
        var database = environment.database().orElseThrow();
        this.journal = journal(environment, target, journal);
        this.procedure = new Procedure(
                () -> target.open(PgRole.DDL),
                () -> target.open(PgRole.READ),
                database.migrations(),
                this.journal,
                new ServedStatements(target));
        this.latencies = new LatencyAround(statements, this.journal);
        this.scratches = scratches;
        this.marks = marks;
    }

    static Journal journal(Environment environment, PgTarget target, Path file) {
        var user = environment.database().orElseThrow().user();
        return new Journal(file, environment.name(), target.address(), user);
    }

    @Override
    public Optional<MigrationPicture> last() {
        return last;
    }

    @Override
    public Job<MigrationPicture, String> look() {
        return answered("look at migrations", this::seen);
    }

    private MigrationPicture seen() {
        var picture = procedure.look();
        last = Optional.of(picture);
        return picture;
    }

    @Override
    public Job<MigrationPlan, String> plan(MigrationScope scope) {
        return answered("plan migrations", () -> procedure.plan(scope));
    }

    @Override
    public Job<MigrationPlan, String> trace(MigrationScope scope) {
        return Job.start("trace migrations", (progress, cancelled) -> {
            var options = scratches.telling(step -> {
                progress.accept(step);
                if (cancelled.getAsBoolean()) {
                    throw new FaultException(new Fault.Internal("the trace was cancelled", ""));
                }
            });
            try (var scratch = Scratch.open(() -> target.open(PgRole.READ), options)) {
                progress.accept("Trying the migrations");
                return procedure.trace(scope, scratch.connection());
            }
        });
    }

    @Override
    public Job<Preflight, String> preflight(MigrationScope scope) {
        return answered("check before migrations", () -> procedure.preflight(scope));
    }

    @Override
    public Job<Preflight, String> preflight(IndexOrder order) {
        return answered("check before an index order", () -> procedure.preflight(order));
    }

    @Override
    public Job<Verification, String> verify() {
        return answered("verify migrations", () -> latencies.beside(procedure.verify(), Instant.now()));
    }

    private static <T> Job<T, String> answered(String name, Supplier<T> question) {
        return Job.start(name, (_, _) -> question.get());
    }

    @FunctionalInterface
    private interface Errand {
        MigrationRun run(Consumer<MigrationProgress> progress, BooleanSupplier cancelled);
    }

    @Override
    public Job<MigrationRun, MigrationProgress> apply(MigrationScope scope, String confirmation) {
        return write(
                "apply", confirmation, (told, stop) -> procedure.apply(scope, new MigrationProgressTeller(told), stop));
    }

    @Override
    public Job<MigrationRun, MigrationProgress> undo(MigrationScope scope, String confirmation) {
        return write(
                "undo", confirmation, (told, stop) -> procedure.undo(scope, new MigrationProgressTeller(told), stop));
    }

    @Override
    public Job<MigrationRun, MigrationProgress> repair(String confirmation) {
        return write("repair", confirmation, (told, stop) -> procedure.repair(new MigrationProgressTeller(told), stop));
    }

    @Override
    public Job<MigrationRun, MigrationProgress> order(IndexOrder order, String confirmation) {
        return write(
                "order", confirmation, (told, stop) -> procedure.order(order, new MigrationProgressTeller(told), stop));
    }

    private synchronized Job<MigrationRun, MigrationProgress> write(String verb, String confirmation, Errand errand) {
        nameToType().filter(name -> !name.equals(confirmation)).ifPresent(name -> {
            throw new FaultException(new Fault.Rejected(
                    "confirmation", name + " is a production environment", "Type its name, " + name + ", to go on."));
        });
        if (writing.get() != null) {
            throw new FaultException(new Fault.Rejected(
                    verb, "another errand of this console is under way", "Wait for its end, or cancel it."));
        }
        marks.accept(new Event(Instant.now(), Event.Kind.INFO, verb, "migrations: " + verb + " started"));
        Job<MigrationRun, MigrationProgress> job = Job.start("migrations: " + verb, (told, stop) -> {
            var run = errand.run(told, stop);
            var kind = run.complete() ? Event.Kind.DONE : Event.Kind.WARNING;
            var why = run.fault()
                    .map(Fault::summary)
                    .orElse(run.cancelled() ? "cancelled; " + run.stands() : run.stands());
            marks.accept(new Event(Instant.now(), kind, verb, "migrations: " + verb + ": " + why));
            return run;
        });
        writing.set(job);
        job.result().whenComplete((_, _) -> writing.set(null));
        return job;
    }

    @Override
    public Optional<Job<MigrationRun, MigrationProgress>> underWay() {
        return Optional.ofNullable(writing.get());
    }

    @Override
    public Optional<String> nameToType() {
        return environment.production() ? Optional.of(environment.name()) : Optional.empty();
    }

    @Override
    public List<JournalEntry> journal(int most) {
        return journal.entries().reversed().stream().limit(most).toList();
    }

    @Override
    public void exportJournal(Path to) throws IOException {
        journal.exportTo(to);
    }

    /// Cancels an errand under way and waits for it, so that nothing half done is left behind.
    @Override
    public void close() {
        var under = writing.get();
        if (under != null) {
            under.cancel();
            under.awaitEnd(Duration.ofSeconds(20));
        }
    }
}
