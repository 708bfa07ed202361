package dev.perfdeck.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perfdeck.model.lab.Candidate;
import dev.perfdeck.model.lab.Explained;
import dev.perfdeck.model.lab.Question;
import dev.perfdeck.model.lab.WhatIf;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The plan lab from the command line: what indexes would do to the plan of one statement.
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "explain",
        description = "What-if plans from a twin of the database on this machine; the database only sees reads of its"
                + " catalogs.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:it failed", "2:bad usage or configuration", "4:cannot connect"})
final class LabCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Consoles consoles;
    private final Perfdeck options;
    private final PrintStream out;
    private final Say say;

    LabCommand(Consoles consoles, Perfdeck options, PrintStream out, Say say) {
        this.consoles = consoles;
        this.options = options;
        this.out = out;
        this.say = say;
    }

    @Command(
            name = "explain",
            mixinStandardHelpOptions = true,
            description = "The plan and cost of a statement without and with indexes that do not exist.")
    int explain(
            @Option(
                            names = "--index",
                            required = true,
                            paramLabel = "\"CREATE INDEX …\"",
                            description = "An index that does not exist; may be given more than once.")
                    List<String> indexes,
            @Option(
                            names = "--query",
                            required = true,
                            paramLabel = "SQL",
                            description = "One statement; $$1, $$2 … as pg_stat_statements writes them are understood.")
                    String query,
            @Option(
                            names = "--hide",
                            paramLabel = "NAME",
                            defaultValue = Option.NULL_VALUE,
                            description = "An existing index to do without, afterwards; may be given more than once.")
                    @Nullable
                    List<String> hidden,
            @Option(names = "--demo", description = "On the embedded demo.") boolean demo)
            throws InterruptedException, JsonProcessingException {
        return consoles.heard(demo, console -> {
            var twin = Consoles.ofDatabase(console.lab()).whatIf();
            answer(twin, indexes, query, hidden == null ? Set.of() : Set.copyOf(hidden));
            out.flush();
            return ExitCode.MET;
        });
    }

    private void answer(WhatIf twin, List<String> indexes, String query, Set<String> hidden)
            throws JsonProcessingException {
        var candidates = new LinkedHashSet<Candidate>();
        twin.candidates(indexes).forEach(it -> candidates.add(it.orThrow()));
        var answers = twin.explain(List.of(Question.now(query), new Question(query, candidates, hidden)));
        var before = answers.getFirst().orThrow();
        var after = answers.getLast().orThrow();
        var doubts = new LinkedHashSet<>(before.approximate());
        doubts.addAll(after.approximate());
        long bytes = candidates.stream().mapToLong(Candidate::sizeBytes).sum();
        if (options.json()) {
            var answer = new LinkedHashMap<String, Object>();
            answer.put("before", shape(before));
            answer.put("after", shape(after));
            answer.put("size_bytes", bytes);
            answer.put("approximate", doubts);
            out.print(JSON.writeValueAsString(answer) + "\n");
            return;
        }
        out.print(LabTable.of(before, after, candidates));
        doubts.forEach(it -> say.line("approximate: " + it));
        if (!twin.version().same()) {
            say.line("the twin is PostgreSQL " + twin.version().twin());
        }
    }

    private static Map<String, Object> shape(Explained explained) throws JsonProcessingException {
        var shape = new LinkedHashMap<String, Object>();
        shape.put("cost", explained.cost());
        shape.put("plan", JSON.readTree(explained.planJson()));
        return shape;
    }
}
