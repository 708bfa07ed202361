package dev.perfdeck.core.advise.plan;

import dev.perfdeck.model.plan.PlanDocument;
import dev.perfdeck.model.plan.PlanNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds in a plan how it reads each relation. PostgreSQL has resolved all names and written all conditions out; this
/// only gathers them. Pure.
public final class PlanUses {
    private static final Set<String> CONDITIONS =
            Set.of("Filter", "Index Cond", "Recheck Cond", "Hash Cond", "Merge Cond", "Join Filter", "One-Time Filter");
    private static final Set<String> RANGES = Set.of("<", ">", "<=", ">=");
    private static final Set<String> LIKES = Set.of("~~", "~~*", "~", "~*");
    private static final Set<String> CONTAINS = Set.of("@>", "&&", "?", "?|", "?&", "@@");

    /// Above such a step, columns that nobody needs may come with those that somebody does: it takes what it needs.
    private static final Pattern PICKS =
            Pattern.compile(".*(Join|Nested Loop|Aggregate|Group|WindowAgg|Result|ProjectSet|SetOp).*");

    private final Map<String, Found> byAlias = new LinkedHashMap<>();

    private static final class Found {
        private final PlanNode node;
        private final Set<String> equal = new LinkedHashSet<>();
        private final Set<String> ranges = new LinkedHashSet<>();
        private final Set<String> joins = new LinkedHashSet<>();
        private final Set<String> likes = new LinkedHashSet<>();
        private final Set<String> contains = new LinkedHashSet<>();
        private final Set<String> fixed = new LinkedHashSet<>();
        private final Set<String> shown = new LinkedHashSet<>();
        private final Set<String> patterns = new LinkedHashSet<>();
        private List<String> order = List.of();
        private List<String> group = List.of();

        private Found(PlanNode node) {
            this.node = node;
        }

        private TableUse use() {
            return new TableUse(
                    node.schema(),
                    node.relation(),
                    equal,
                    ranges,
                    joins,
                    likes,
                    contains,
                    order,
                    group,
                    fixed,
                    shown,
                    patterns);
        }
    }

    private PlanUses() {}

    /// One for each relation that is read under a name of its own.
    public static List<TableUse> of(PlanDocument plan) {
        var uses = new PlanUses();
        plan.nodes()
                .filter(node -> !node.relation().isEmpty())
                .forEach(node -> uses.byAlias.putIfAbsent(node.alias(), new Found(node)));
        uses.read(plan.root(), true);
        return uses.byAlias.values().stream().map(Found::use).toList();
    }

    /// @param whole whether all that it puts out is wanted
    private void read(PlanNode node, boolean whole) {
        details(node, whole || !node.type().endsWith("Scan"));
        boolean picks = PICKS.matcher(node.type()).matches();
        node.children().forEach(child -> read(child, !picks || !child.place().isEmpty()));
    }

    private void details(PlanNode node, boolean whole) {
        for (var detail : node.details()) {
            if (CONDITIONS.contains(detail.name())) {
                Condition.in(detail.value()).forEach(this::condition);
                columns(detail.value());
            } else if (detail.name().equals("Sort Key") || detail.name().equals("Presorted Key")) {
                keys(detail.value()).forEach((found, keys) -> found.order = keys);
                columns(detail.value());
            } else if (detail.name().equals("Group Key")) {
                keys(detail.value()).forEach((found, keys) -> found.group = keys);
                columns(detail.value());
            } else if (detail.name().equals("Output") && whole) {
                columns(detail.value());
            }
        }
    }

    private void columns(String value) {
        Column.in(Tokens.of(value)).forEach(this::shown);
    }

    private void shown(Column column) {
        var found = found(column.alias());
        if (found != null) {
            found.shown.add(column.name());
        }
    }

    private @Nullable Found found(String alias) {
        if (alias.isEmpty() && byAlias.size() == 1) {
            return byAlias.values().iterator().next();
        }
        // Above the parts of a partitioned table stands its own name; `events_1` is the first part of `events`.
        return byAlias.containsKey(alias) ? byAlias.get(alias) : byAlias.get(alias + "_1");
    }

    private void condition(Condition condition) {
        var found = found(condition.alias());
        if (found == null) {
            return;
        }
        String operator = condition.operator();
        if (condition.constant() && (operator.isEmpty() || operator.startsWith("IS"))) {
            found.fixed.add(condition.whole());
        }
        if (!condition.expression()) {
            found.shown.add(condition.key());
        }
        if (operator.equals("=")) {
            (condition.join() ? found.joins : found.equal).add(condition.key());
        } else if (operator.equals("IS NULL")) {
            found.equal.add(condition.key());
        } else if (RANGES.contains(operator)) {
            found.ranges.add(condition.key());
        } else if (LIKES.contains(operator)) {
            found.likes.add(condition.key());
            if (condition.other().startsWith("$")) {
                found.patterns.add(condition.other());
            }
        } else if (CONTAINS.contains(operator)) {
            found.contains.add(condition.key());
        }
    }

    /// The keys, when all are of one relation.
    private Map<Found, List<String>> keys(String value) {
        var keys = new ArrayList<String>();
        Found only = null;
        for (var part : Condition.split(Tokens.of(value), ",")) {
            int words = part.size();
            while (words > 1 && Set.of("DESC", "ASC", "NULLS", "FIRST", "LAST").contains(part.get(words - 1))) {
                words--;
            }
            var column = Column.of(part.subList(0, words)).or(() -> Column.expression(part));
            var found = column.map(it -> found(it.alias())).orElse(null);
            if (column.isEmpty() || found == null || (only != null && only != found)) {
                return Map.of();
            }
            only = found;
            keys.add(column.get().name()
                    + part.subList(words, part.size()).stream()
                            .map(word -> " " + word)
                            .reduce("", String::concat));
        }
        return only == null ? Map.of() : Map.of(only, keys);
    }
}
