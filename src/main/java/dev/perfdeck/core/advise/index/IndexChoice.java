package dev.perfdeck.core.advise.index;

import dev.perfdeck.core.advise.select.Effort;
import dev.perfdeck.core.advise.select.MatrixBuilder;
import dev.perfdeck.core.advise.select.Selector;
import dev.perfdeck.model.advice.AdviceProgress;
import dev.perfdeck.model.advice.DropAdvice;
import dev.perfdeck.model.advice.ErrorBand;
import dev.perfdeck.model.advice.IndexAdvice;
import dev.perfdeck.model.advice.IndexUse;
import dev.perfdeck.model.advice.StatementGain;
import dev.perfdeck.model.advice.Surroundings;
import dev.perfdeck.model.advice.WorkloadStatement;
import dev.perfdeck.model.lab.Candidate;
import dev.perfdeck.model.lab.Explained;
import dev.perfdeck.model.lab.IndexFacts;
import dev.perfdeck.model.lab.Outcome;
import dev.perfdeck.model.lab.TableFacts;
import dev.perfdeck.model.lab.WhatIf;
import dev.perfdeck.model.plan.PlanDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which indexes a workload should have, and which of those it has nobody would miss. One thread; asks the twin only.
public final class IndexChoice {
    /// An index must bring at least this share of the workload's cost to be worth a word.
    private static final double FLOOR = 0.0005;

    /// And this share more for as many bytes as all tables have: they take memory from the tables, and disk, and time
    /// to back up.
    private static final double BYTES = 0.2;

    /// An index that another one begins with must bring this share more than that.
    private static final double REDUNDANT = 0.05;

    /// Dropping an index may make no statement dearer than this.
    private static final double NOT_MISSED = 1.01;

    private static final Pattern MADE = Pattern.compile(
            "^CREATE (?:UNIQUE )?INDEX (\"(?:[^\"]|\"\")*\"|\\S+) ON (?:ONLY )?((?:\"(?:[^\"]|\"\")*\"|[^\\s\".]+)\\.)?");

    private final WhatIf whatIf;
    private final Surroundings around;
    private final Consumer<AdviceProgress> progress;
    private final BooleanSupplier cancelled;
    private final Explorer explorer;
    private final Map<String, TableFacts> tables = new HashMap<>();

    /// @param workload every statement that could be planned, the dearest first
    /// @param readings those of them that only read
    public record Result(
            List<IndexAdvice> indexes,
            List<DropAdvice> droppable,
            List<StatementGain> workload,
            List<Reading> readings,
            double before,
            double after,
            Set<String> approximate,
            List<String> skipped,
            int candidates,
            long calls,
            Duration planner) {}

    /// @param plans reads what `EXPLAIN (FORMAT JSON)` answered
    public IndexChoice(
            WhatIf whatIf,
            Function<String, PlanDocument> plans,
            Surroundings around,
            Consumer<AdviceProgress> progress,
            BooleanSupplier cancelled) {
        this.whatIf = whatIf;
        this.around = around;
        this.progress = progress;
        this.cancelled = cancelled;
        explorer = new Explorer(whatIf, plans, cancelled);
        whatIf.tables().forEach(it -> tables.put(it.name(), it));
    }

    public Result choose(List<WorkloadStatement> workload, OptionalLong budgetBytes, ErrorBand band) {
        progress.accept(new AdviceProgress("planning the statements as things stand", 0, workload.size()));
        var statements = explorer.look(workload);
        progress.accept(new AdviceProgress("asking what indexes would change", 0, statements.size()));
        explorer.explore(statements);
        progress.accept(new AdviceProgress("choosing among the candidates", 0, 0));
        var chosen = select(statements, budgetBytes);
        explorer.settle(statements, chosen);
        var useful = new LinkedHashSet<Candidate>();
        statements.forEach(it -> useful.addAll(it.usedAfter));
        progress.accept(new AdviceProgress("looking for indexes that nobody would miss", 0, 0));
        var droppable = cancelled.getAsBoolean() ? List.<DropAdvice>of() : droppable(statements);
        var rules = new IndexRules(statements, explorer.candidates(), tables, around, band);
        var advice = rules.advise(useful);
        whatIf.drop(explorer.candidates().keySet());
        return new Result(
                advice,
                droppable,
                statements.stream()
                        .sorted(Comparator.comparingDouble((Explored it) -> -it.weighted()))
                        .map(IndexRules::gain)
                        .toList(),
                statements.stream()
                        .filter(it -> it.reads)
                        .map(it -> Reading.of(it, tables.values()))
                        .toList(),
                statements.stream().mapToDouble(Explored::weighted).sum(),
                statements.stream()
                        .mapToDouble(it -> it.after * it.statement.weight())
                        .sum(),
                explorer.approximate(),
                explorer.skipped(),
                explorer.candidates().size(),
                explorer.planned(),
                Duration.ofNanos(explorer.nanos()));
    }

    private Set<Candidate> select(List<Explored> statements, OptionalLong budgetBytes) {
        var builder = new MatrixBuilder();
        var numbers = new HashMap<Candidate, Integer>();
        var candidates = new ArrayList<Candidate>();
        double all = statements.stream().mapToDouble(Explored::weighted).sum();
        double bytes = Math.max(
                1,
                tables.values().stream()
                        .filter(it -> !it.partition())
                        .mapToDouble(TableFacts::sizeBytes)
                        .sum());
        explorer.candidates().forEach((candidate, shape) -> {
            double asked = (FLOOR + BYTES * candidate.sizeBytes() / bytes) * all + IndexRules.upkeep(shape, around);
            numbers.put(candidate, builder.index(candidate.name(), candidate.sizeBytes(), asked));
            candidates.add(candidate);
        });
        for (var statement : statements) {
            int query = builder.query(statement.statement.weight(), statement.base);
            statement.options.forEach(option -> builder.cost(
                    query,
                    option.cost(),
                    option.candidates().stream().mapToInt(numbers::get).toArray()));
        }
        long budget = budgetBytes.orElse(Long.MAX_VALUE / 4);
        var matrix = builder.build();
        var selection = new Selector(matrix, Effort.usual(matrix).until(cancelled)).select(budget);
        var chosen = new LinkedHashSet<Candidate>();
        selection.indexes().forEach(index -> chosen.add(candidates.get(index)));
        List.copyOf(chosen).stream()
                .filter(it -> begins(it, chosen) && lost(statements, chosen, it) < REDUNDANT * all)
                .forEach(chosen::remove);
        return chosen;
    }

    /// Whether another chosen index begins with all its columns.
    private boolean begins(Candidate candidate, Set<Candidate> chosen) {
        var mine = explorer.candidates().get(candidate);
        return mine != null
                && chosen.stream()
                        .filter(it -> !it.equals(candidate))
                        .map(explorer.candidates()::get)
                        .anyMatch(other -> other != null && mine.beginning(other));
    }

    private static double lost(List<Explored> statements, Set<Candidate> chosen, Candidate gone) {
        var rest = new LinkedHashSet<>(chosen);
        rest.remove(gone);
        return statements.stream()
                .mapToDouble(it -> it.statement.weight() * (it.costWith(rest) - it.costWith(chosen)))
                .sum();
    }

    /// Flyway's own table: its index belongs to the tool, which would only make it again.
    private static boolean isHistory(IndexFacts index) {
        return index.table().endsWith("schema_history");
    }

    /// Their parts are used in place of the whole, and cannot be dropped without it.
    private boolean ofPartitions(IndexFacts index) {
        var table = tables.get(index.table());
        return table != null && (table.partitioned() || table.partition());
    }

    private List<DropAdvice> droppable(List<Explored> statements) {
        var droppable = new ArrayList<DropAdvice>();
        var existing = whatIf.indexes();
        for (var index : existing) {
            if (index.constraint()
                    || index.unique()
                    || servesForeignKey(index)
                    || isHistory(index)
                    || ofPartitions(index)) {
                continue;
            }
            var users = statements.stream()
                    .filter(it -> it.usedNow.contains(index.name()))
                    .toList();
            var use = use(index);
            if (use.extension()) {
                continue;
            }
            var doubts = Doubts.of(around.counting(), use).stream()
                    .map(it -> " " + it)
                    .collect(Collectors.joining());
            if (users.isEmpty() && use.scans() == 0) {
                droppable.add(drop(
                        index,
                        twin(index, existing)
                                + "No statement of the workload uses it. "
                                + Doubts.counter(around.counting())
                                + doubts));
            } else if (!users.isEmpty() && notMissed(users, index.name())) {
                droppable.add(drop(
                        index,
                        users.size() + (users.size() == 1 ? " statement uses" : " statements use")
                                + " it, and without it none would cost more than 1 % more."
                                + doubts));
            }
        }
        return droppable;
    }

    private IndexUse use(IndexFacts index) {
        var table = tables.get(index.table());
        var name = (table == null ? "" : table.schema() + ".") + index.name();
        return around.uses().getOrDefault(name, IndexUse.of(0));
    }

    private static String twin(IndexFacts index, List<IndexFacts> existing) {
        return existing.stream()
                .filter(it -> !it.equals(index) && it.table().equals(index.table()))
                .filter(it -> it.columns().size() >= index.columns().size()
                        && it.columns().subList(0, index.columns().size()).equals(index.columns()))
                .findFirst()
                .map(it -> it.name() + " begins with the same columns. ")
                .orElse("");
    }

    private boolean notMissed(List<Explored> users, String index) {
        var answers = explorer.hiding(users, index);
        for (int i = 0; i < users.size(); i++) {
            if (!(answers.get(i) instanceof Outcome.Good<Explained>(var plan))
                    || plan.cost() > NOT_MISSED * users.get(i).base) {
                return false;
            }
        }
        return true;
    }

    private boolean servesForeignKey(IndexFacts index) {
        return around.foreignKeys().getOrDefault(index.table(), List.of()).stream()
                .anyMatch(key -> index.columns().size() >= key.size()
                        && index.columns().subList(0, key.size()).containsAll(key));
    }

    private static DropAdvice drop(IndexFacts index, String reason) {
        String undo = index.ddl().replaceFirst("^CREATE (UNIQUE )?INDEX ", "CREATE $1INDEX CONCURRENTLY ");
        return new DropAdvice(
                index.name(),
                index.table(),
                index.sizeBytes(),
                reason,
                "DROP INDEX CONCURRENTLY " + qualified(index),
                undo);
    }

    /// As `pg_get_indexdef` wrote it: quoted where it must be, and with the schema that it always gives the table.
    private static String qualified(IndexFacts index) {
        var made = MADE.matcher(index.ddl());
        return made.find() ? (made.group(2) == null ? "" : made.group(2)) + made.group(1) : index.name();
    }
}
