package dev.perfdeck.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perfdeck.app.Resettable;
import dev.perfdeck.app.RunningConsole;
import dev.perfdeck.app.Shapes;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.ResetScope;
import dev.perfdeck.model.StatementOrder;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Queries from the command line: the application's named ones, and the slowest statements of the database.
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "stats|reset|slow",
        description = "Query figures: of the application's named queries, and of the database's statements.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:it failed", "2:bad usage or configuration", "4:cannot connect"})
final class QueryCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Consoles consoles;
    private final Perfdeck options;
    private final PrintStream out;
    private final Say say;

    QueryCommand(Consoles consoles, Perfdeck options, PrintStream out, Say say) {
        this.consoles = consoles;
        this.options = options;
        this.out = out;
        this.say = say;
    }

    private interface Errand {
        void run(RunningConsole console) throws JsonProcessingException, InterruptedException;
    }

    @Command(
            name = "stats",
            mixinStandardHelpOptions = true,
            description = "The application's named queries since their last reset; and, in words, all statements.")
    int stats(@Option(names = "--demo", description = "On the embedded demo.") boolean demo)
            throws InterruptedException, JsonProcessingException {
        return with(demo, console -> {
            if (options.json()) {
                out.print(JSON.writeValueAsString(Shapes.queries(console.queryFigures())) + "\n");
                return;
            }
            out.print(QueryTable.named(console.queryFigures()));
            if (console.statements().isPresent()) {
                var report = console.statements().get().ask(Optional.empty(), 0, StatementOrder.TOTAL);
                out.print(QueryTable.totals(report));
            }
        });
    }

    @Command(
            name = "reset",
            mixinStandardHelpOptions = true,
            description = "Zeroes the figures of the application's named queries.")
    int reset(
            @Option(
                            names = "--statements",
                            description =
                                    "Zero pg_stat_statements of this database instead; other tools lose their baseline.")
                    boolean statements,
            @Option(names = "--demo", description = "On the embedded demo.") boolean demo)
            throws InterruptedException, JsonProcessingException {
        return with(demo, console -> {
            var scope = statements ? ResetScope.PG_STAT_STATEMENTS : ResetScope.QUERY_COUNTERS;
            var choice = console.resettable().stream()
                    .filter(it -> it.scope() == scope)
                    .findFirst();
            if (!choice.map(Resettable::possible).orElse(true)) {
                throw new FaultException(new Fault.Rejected(
                        "query reset",
                        choice.get().whoNotices(),
                        statements ? "" : "--statements zeroes pg_stat_statements of this database."));
            }
            console.reset(EnumSet.of(scope));
            out.print(
                    options.json()
                            ? JSON.writeValueAsString(Shapes.reset(Instant.now())) + "\n"
                            : statements
                                    ? "pg_stat_statements of this database starts anew.\n"
                                    : "The figures of the named queries start anew.\n");
        });
    }

    @Command(
            name = "slow",
            mixinStandardHelpOptions = true,
            description = "The statements of pg_stat_statements that cost most, without the console's own.")
    int slow(
            @Option(
                            names = "--by",
                            paramLabel = "total|mean|calls|rows",
                            defaultValue = "total",
                            description =
                                    "What costs: time in all or of one call, calls, rows; temp, wal, reads, jitter.")
                    StatementOrder by,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "20",
                            converter = Limit.class,
                            description = "How many statements; ${DEFAULT-VALUE} by default.")
                    int limit,
            @Option(
                            names = "--window",
                            paramLabel = "TIME",
                            converter = Span.class,
                            description =
                                    "Watch for so long (30s, 5m) and show that alone, not all since the last reset.")
                    @Nullable
                    Duration window,
            @Option(names = "--demo", description = "On the embedded demo.") boolean demo)
            throws InterruptedException, JsonProcessingException {
        return with(demo, console -> {
            if (window != null) {
                say.line("watching for " + window.toSeconds() + " s");
            }
            var report = Consoles.ofDatabase(console.statements()).ask(Optional.ofNullable(window), limit, by);
            out.print(
                    options.json()
                            ? JSON.writeValueAsString(Shapes.slow(report)) + "\n"
                            : QueryTable.statements(report));
            report.notices().forEach(it -> say.line(it.title() + ": " + it.text() + " " + it.sql()));
        });
    }

    private int with(boolean demo, Errand errand) throws InterruptedException, JsonProcessingException {
        return consoles.heard(demo, console -> {
            errand.run(console);
            out.flush();
            return ExitCode.MET;
        });
    }
}
