package dev.perfdeck.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perfdeck.app.Job;
import dev.perfdeck.app.MigrationRoom;
import dev.perfdeck.app.RunningConsole;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.migration.MigrationProgress;
import dev.perfdeck.model.migration.MigrationRun;
import dev.perfdeck.model.migration.MigrationScope;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Migrations from the command line: the folder of `database.migrations`, and the built-in performance indexes.
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "info|plan|apply|undo|verify|repair",
        description = {
            "Migrations of the database: those of the configured folder, then the built-in performance indexes where",
            "their tables exist."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, nothing left to do",
            "2:bad usage or configuration",
            "3:something is pending, or something was found",
            "4:cannot connect",
            "5:it failed; the state is as before, or said exactly"
        })
final class MigrateCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Consoles consoles;
    private final Perfdeck options;
    private final PrintStream out;
    private final PrintStream err;
    private final Say say;
    private final Terminal terminal;

    MigrateCommand(Consoles consoles, Perfdeck options, PrintStream out, PrintStream err, Say say, Terminal terminal) {
        this.consoles = consoles;
        this.options = options;
        this.out = out;
        this.err = err;
        this.say = say;
        this.terminal = terminal;
    }

    /// What all verbs take.
    static final class Which {
        @Option(
                names = "--set",
                paramLabel = "all|folder|built_in",
                defaultValue = "all",
                description =
                        "Which migrations plan, apply and undo are about; all by default. The others look at all.")
        private MigrationScope.Which which = MigrationScope.Which.ALL;

        @Option(names = "--demo", description = "On the embedded demo.")
        private boolean demo;
    }

    /// All verbs take what any of them takes, so that a script can give it without knowing which.
    @SuppressWarnings("UnusedVariable")
    static final class UnusedYes {
        @Option(names = "--yes", description = "Without effect: nothing is changed, so nothing is asked.")
        private boolean yes;
    }

    /// Likewise.
    @SuppressWarnings("UnusedVariable")
    static final class UnusedTo {
        @Option(
                names = "--to",
                paramLabel = "VERSION",
                description = "Without effect: all migrations are looked at, whatever their version.")
        private @Nullable String to;
    }

    private interface Errand {
        int run(MigrationRoom room) throws JsonProcessingException;
    }

    @Command(
            name = "info",
            mixinStandardHelpOptions = true,
            description =
                    "How migrations and their indexes stand. Exit 3 when something is pending or not as recorded.")
    int info(@Mixin Which which, @Mixin UnusedTo unusedTo, @Mixin UnusedYes unusedYes)
            throws InterruptedException, JsonProcessingException {
        return with(which, room -> {
            var picture = result(room.look());
            print(MigrateShapes.info(picture), MigrateTable.info(picture));
            var quiet = picture.pending().isEmpty()
                    && picture.inTheWay().isEmpty()
                    && picture.invalid().isEmpty()
                    && picture.unsettled().isEmpty();
            return quiet ? ExitCode.MET : ExitCode.NOT_MET;
        });
    }

    @Command(
            name = "plan",
            mixinStandardHelpOptions = true,
            description = "What apply would run: SQL, locks, findings, and what would stop it. Changes nothing.")
    int plan(
            @Option(
                            names = "--trace",
                            description = {
                                "Also try the scripts on an empty copy of the schema, on a PostgreSQL of this machine, and",
                                "tell the locks that they really take. Takes some seconds more."
                            })
                    boolean trace,
            @Option(names = "--to", paramLabel = "VERSION", description = "Up to and including this version.") @Nullable
                    String to,
            @Mixin Which which,
            @Mixin UnusedYes unusedYes)
            throws InterruptedException, JsonProcessingException {
        return with(which, room -> {
            var scope = scope(which, to);
            if (trace) {
                say.line("Trying the migrations on an empty copy of the schema");
            }
            var plan = result(trace ? room.trace(scope) : room.plan(scope));
            var preflight = result(room.preflight(scope));
            print(MigrateShapes.plan(plan, preflight.items()), MigrateTable.plan(plan, preflight));
            return plan.pending().isEmpty() && plan.obstacles().isEmpty() ? ExitCode.MET : ExitCode.NOT_MET;
        });
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = "Runs what is pending. What was done stays, however the run ends; running it again goes on.")
    int apply(
            @Option(
                            names = "--to",
                            paramLabel = "VERSION",
                            description =
                                    "Up to and including this version: of the folder where one is configured, else of the built-in ones.")
                    @Nullable
                    String to,
            @Mixin MigrateConsent consent,
            @Mixin Which which)
            throws InterruptedException, JsonProcessingException {
        return with(which, room -> write(room, consent, "Apply", name -> room.apply(scope(which, to), name)));
    }

    @Command(
            name = "undo",
            mixinStandardHelpOptions = true,
            description = {
                "Takes migrations back, the newest first. Without --to: the last one of the folder, or, where no folder is",
                "configured, all built-in indexes."
            })
    int undo(
            @Option(
                            names = "--to",
                            paramLabel = "VERSION",
                            description = "Down to this version, which stays; 0 takes all back.")
                    @Nullable
                    String to,
            @Mixin MigrateConsent consent,
            @Mixin Which which)
            throws InterruptedException, JsonProcessingException {
        return with(which, room -> write(room, consent, "Undo", name -> room.undo(scope(which, to), name)));
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Asks the catalog and the planner whether the history is true. Exit 3 when it is not.")
    int verify(@Mixin Which which, @Mixin UnusedTo unusedTo, @Mixin UnusedYes unusedYes)
            throws InterruptedException, JsonProcessingException {
        return with(which, room -> {
            var verification = result(room.verify());
            print(MigrateShapes.verification(verification), MigrateTable.verification(verification));
            return verification.good() ? ExitCode.MET : ExitCode.NOT_MET;
        });
    }

    @Command(
            name = "repair",
            mixinStandardHelpOptions = true,
            description = "Removes or rebuilds what failed builds left, and mends Flyway's history together with it.")
    int repair(@Mixin MigrateConsent consent, @Mixin Which which, @Mixin UnusedTo unusedTo)
            throws InterruptedException, JsonProcessingException {
        return with(which, room -> write(room, consent, "Repair", room::repair));
    }

    private static MigrationScope scope(Which which, @Nullable String to) {
        return new MigrationScope(which.which, Optional.ofNullable(to));
    }

    private int write(
            MigrationRoom room,
            MigrateConsent consent,
            String verb,
            Function<String, Job<MigrationRun, MigrationProgress>> errand)
            throws JsonProcessingException {
        var job = errand.apply(consent.of(room, verb, terminal));
        var ending = new Thread(job::cancel, "cancel migrations");
        Runtime.getRuntime().addShutdownHook(ending);
        var progress = new MigrateProgress(err, say, terminal.present());
        try {
            progress.follow(job);
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(ending);
            } catch (IllegalStateException _) {
                // the process ends already, and the hook is what ends it
            }
        }
        var run = result(job);
        progress.done(run);
        print(MigrateShapes.run(run), MigrateTable.run(run));
        run.fault().ifPresent(say::fault);
        return run.complete() ? ExitCode.MET : failed(run);
    }

    private static int failed(MigrationRun run) {
        return run.fault()
                .map(fault -> switch (fault) {
                    case Fault.Rejected _ -> ExitCode.USAGE;
                    case Fault.Unreachable _, Fault.PasswordWanted _ -> ExitCode.CANNOT_CONNECT;
                    case Fault.Denied _,
                            Fault.TimedOut _,
                            Fault.MissingExtension _,
                            Fault.Unavailable _,
                            Fault.MigrationFailed _,
                            Fault.Internal _ -> ExitCode.MIGRATION_FAILED;
                })
                .orElse(ExitCode.MIGRATION_FAILED);
    }

    private void print(Map<String, @Nullable Object> shape, String table) throws JsonProcessingException {
        out.print(options.json() ? JSON.writeValueAsString(shape) + "\n" : table);
        out.flush();
    }

    private static <T, P> T result(Job<T, P> job) {
        try {
            return job.await();
        } catch (CompletionException e) {
            if (e.getCause() instanceof FaultException known) {
                throw known;
            }
            throw e;
        }
    }

    private int with(Which which, Errand errand) throws InterruptedException, JsonProcessingException {
        return consoles.opened(which.demo, console -> {
            var room = Consoles.ofDatabase(console.migrations());
            return run(errand, console, room);
        });
    }

    private int run(Errand errand, RunningConsole console, MigrationRoom room)
            throws InterruptedException, JsonProcessingException {
        try {
            letIn(console, room);
            return errand.run(room);
        } catch (FaultException e) {
            return switch (e.fault()) {
                case Fault.MissingExtension _, Fault.MigrationFailed _, Fault.Internal _ -> {
                    say.fault(e.fault());
                    yield ExitCode.MIGRATION_FAILED;
                }
                default -> throw e;
            };
        }
    }

    /// A password is asked for only when the server wants one.
    private void letIn(RunningConsole console, MigrationRoom room) throws InterruptedException {
        try {
            result(room.look());
        } catch (FaultException e) {
            if (!(e.fault() instanceof Fault.PasswordWanted)) {
                throw e;
            }
            if (!consoles.letIn(console)) {
                throw e;
            }
        }
    }
}
