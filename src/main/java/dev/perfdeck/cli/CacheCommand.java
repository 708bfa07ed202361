package dev.perfdeck.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perfdeck.app.CacheRoom;
import dev.perfdeck.app.RunningConsole;
import dev.perfdeck.app.Shapes;
import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.InvalidationRun;
import dev.perfdeck.model.ResetScope;
import dev.perfdeck.model.SourceHealth;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The application's cache from the command line: its figures, their reset, and the removal of keys.
@Command(
        name = "cache",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "stats|reset|invalidate",
        description = "The application's cache: its figures, and what can be done to it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:it failed", "2:bad usage or configuration", "4:cannot connect"})
final class CacheCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Consoles consoles;
    private final Perfdeck options;
    private final PrintStream out;

    CacheCommand(Consoles consoles, Perfdeck options, PrintStream out) {
        this.consoles = consoles;
        this.options = options;
        this.out = out;
    }

    private interface Errand {
        void run(RunningConsole console, CacheRoom room) throws JsonProcessingException;
    }

    @Command(
            name = "stats",
            mixinStandardHelpOptions = true,
            description = "Hits, misses, sets and deletes of the namespace since their last reset.")
    int stats(@Option(names = "--demo", description = "On the embedded demo.") boolean demo)
            throws InterruptedException, JsonProcessingException {
        return with(demo, (console, room) -> {
            var figures = console.cacheFigures();
            out.print(
                    options.json()
                            ? JSON.writeValueAsString(Shapes.cache(
                                            figures, console.status().targets())) + "\n"
                            : table(room, figures));
        });
    }

    @Command(
            name = "reset",
            mixinStandardHelpOptions = true,
            description = "Starts the counters of the namespace anew, in every process that shares it.")
    int reset(@Option(names = "--demo", description = "On the embedded demo.") boolean demo)
            throws InterruptedException, JsonProcessingException {
        return with(demo, (console, room) -> {
            console.reset(Set.of(ResetScope.CACHE_COUNTERS));
            out.print(
                    options.json()
                            ? JSON.writeValueAsString(Shapes.reset(Instant.now())) + "\n"
                            : "The cache counters of " + room.namespace() + " start anew.\n");
        });
    }

    @Command(
            name = "invalidate",
            mixinStandardHelpOptions = true,
            description = {
                "Removes every key that PATTERN matches.",
                "PATTERN is relative to the namespace: 'workflow:*' with * ? [a-z], and \\ before a character meant as it is."
            })
    int invalidate(
            @Parameters(paramLabel = "PATTERN", description = "Which keys, within the namespace.") String pattern,
            @Option(names = "--dry-run", description = "Only count them.") boolean dryRun,
            @Option(names = "--all", description = "The pattern may match everything.") boolean all,
            @Option(names = "--demo", description = "On the embedded demo.") boolean demo)
            throws InterruptedException, JsonProcessingException {
        if (CacheRoom.takesAll(pattern) && !all) {
            throw new FaultException(new Fault.Rejected(
                    "PATTERN",
                    "'" + pattern + "' takes every key of the namespace",
                    "--all if that is meant, or a pattern such as 'workflow:*'"));
        }
        return with(demo, (console, room) -> {
            var run = run(room, pattern, all, dryRun);
            out.print(options.json() ? JSON.writeValueAsString(shape(run)) + "\n" : sentence(room, run));
            if (!run.finished()) {
                out.flush();
                throw new FaultException(new Fault.Internal(
                        "Redis went away before every key was looked at",
                        "Say the same again: nothing is lost by it."));
            }
        });
    }

    private int with(boolean demo, Errand errand) throws InterruptedException, JsonProcessingException {
        return consoles.heard(demo, console -> {
            var room = console.cache()
                    .orElseThrow(() -> new FaultException(new Fault.Rejected(
                            "redis.url", "this environment has no Redis", "redis.url = \"redis://HOST:PORT/0\"")));
            if (!console.cacheFigures().connected()) {
                throw new FaultException(console.health().stream()
                        .map(SourceHealth::fault)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElseGet(() -> new Fault.Internal("Redis has not answered yet", "Try again.")));
            }
            errand.run(console, room);
            out.flush();
            return ExitCode.MET;
        });
    }

    private static InvalidationRun run(CacheRoom room, String pattern, boolean all, boolean dryRun) {
        try {
            return room.invalidate(pattern, all, dryRun).await();
        } catch (CompletionException e) {
            if (e.getCause() instanceof FaultException known) {
                throw known;
            }
            throw e;
        }
    }

    private static Map<String, Object> shape(InvalidationRun run) {
        var shape = new LinkedHashMap<String, Object>();
        shape.put("pattern", run.pattern());
        shape.put("matched", run.matched());
        shape.put("deleted", run.deleted());
        shape.put("dry_run", run.dryRun());
        shape.put("duration_ms", run.took().toMillis());
        return shape;
    }

    private static String sentence(CacheRoom room, InvalidationRun run) {
        return String.format(
                Locale.ROOT,
                run.dryRun()
                        ? "%,d keys of %s match %s; nothing was removed. It took %,d ms.%n"
                        : "%,d keys of %s matched %s and are gone. It took %,d ms.%n",
                run.dryRun() ? run.matched() : run.deleted(),
                room.namespace(),
                run.pattern(),
                run.took().toMillis());
    }

    private static String table(CacheRoom room, CacheFigures total) {
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-24s %9s %12s %12s %12s %12s %9s%n",
                "type",
                "hit rate",
                "hits",
                "misses",
                "sets",
                "deletes",
                "errors"));
        room.types(Duration.ofMinutes(5)).forEach(type -> row(text, type.type(), type.lifetime()));
        row(text, "all of " + room.namespace(), total);
        return text.toString();
    }

    private static void row(StringBuilder text, String name, CacheFigures figures) {
        var rate = Double.isNaN(figures.hitRatePercent())
                ? "no data"
                : String.format(Locale.ROOT, "%.1f %%", figures.hitRatePercent());
        text.append(String.format(
                Locale.ROOT,
                "%-24s %9s %,12d %,12d %,12d %,12d %,9d%n",
                name,
                rate,
                figures.hits(),
                figures.misses(),
                figures.sets(),
                figures.deletes(),
                figures.errors()));
    }
}
