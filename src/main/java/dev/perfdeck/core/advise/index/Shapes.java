package dev.perfdeck.core.advise.index;

import dev.perfdeck.core.advise.plan.TableUse;
import dev.perfdeck.model.lab.ColumnFacts;
import dev.perfdeck.model.lab.TableFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The indexes that could serve one way of reading a table: what is held equal first, then a range or the order wanted,
/// then what is only shown. Pure.
final class Shapes {
    private static final int MOST_KEYS = 4;
    private static final int MOST_CARRIED = 4;
    private static final int WIDEST_KEY = 300;
    private static final int WIDEST_CARRIED = 24;
    private static final double FEWEST_ROWS = 1_000;
    private static final long BRIN_FROM_BYTES = 256L << 20;
    private static final double BRIN_CORRELATION = 0.95;

    private final TableFacts table;
    private final TableUse use;
    private final Set<Shape> shapes = new LinkedHashSet<>();

    private Shapes(TableFacts table, TableUse use) {
        this.table = table;
        this.use = use;
    }

    /// None for a small table: reading it whole is cheap.
    static Set<Shape> of(TableFacts table, TableUse use) {
        var shapes = new Shapes(table, use);
        if (table.rows() >= FEWEST_ROWS) {
            shapes.make();
        }
        return shapes.shapes;
    }

    private void make() {
        var equal = selectiveFirst(use.equal());
        var joins = selectiveFirst(use.joins());
        if (!equal.isEmpty()) {
            tails(equal);
            equal.forEach(column -> add(List.of(column)));
        }
        for (String join : joins) {
            add(List.of(join));
            if (!equal.isEmpty()) {
                add(with(equal, join));
                add(with(List.of(join), equal.toArray(String[]::new)));
            }
            use.ranges().stream().filter(this::fit).forEach(range -> add(with(List.of(join), range)));
        }
        if (joins.size() > 1) {
            add(joins);
        }
        if (equal.isEmpty()) {
            tails(List.of());
        }
        if (!use.group().isEmpty()) {
            add(with(List.of(), use.group().toArray(String[]::new)));
        }
        searches();
        partial();
        carrying();
    }

    private void tails(List<String> head) {
        if (!head.isEmpty()) {
            add(head);
        }
        use.ranges().stream().filter(this::fit).forEach(range -> add(with(head, range)));
        if (!use.order().isEmpty()) {
            var order = use.order().stream()
                    .filter(key -> !head.contains(bareKey(key)))
                    .toList();
            if (!order.isEmpty()) {
                add(with(head, order.toArray(String[]::new)));
            }
        }
    }

    private void searches() {
        use.likes().stream()
                .filter(it -> facts(it).filter(f -> isText(f.type())).isPresent())
                .forEach(
                        it -> shapes.add(new Shape(table.name(), "gin", List.of(it + " gin_trgm_ops"), List.of(), "")));
        use.contains().stream()
                .filter(it -> facts(it).filter(f -> isContainer(f.type())).isPresent())
                .forEach(it -> shapes.add(new Shape(table.name(), "gin", List.of(it), List.of(), "")));
        if (table.sizeBytes() >= BRIN_FROM_BYTES) {
            use.ranges().stream()
                    .filter(it -> facts(it)
                            .filter(f -> Math.abs(f.correlation()) >= BRIN_CORRELATION)
                            .isPresent())
                    .forEach(it -> shapes.add(new Shape(table.name(), "brin", List.of(it), List.of(), "")));
        }
    }

    /// Limited to the rows that a condition without places leaves.
    private void partial() {
        if (use.fixed().isEmpty()) {
            return;
        }
        String where = String.join(" AND ", use.fixed());
        for (var shape : List.copyOf(shapes)) {
            if (shape.method().equals("btree") && shape.keys().stream().noneMatch(where::contains)) {
                shapes.add(shape.where(where));
            }
        }
        if (shapes.isEmpty() && !use.fixed().isEmpty() && !use.shown().isEmpty()) {
            use.shown().stream()
                    .filter(this::fit)
                    .findFirst()
                    .ifPresent(it ->
                            shapes.add(Shape.btree(table.name(), List.of(it)).where(where)));
        }
    }

    private void carrying() {
        for (var shape : List.copyOf(shapes)) {
            var more = use.shown().stream()
                    .filter(it -> !shape.columns().contains(it))
                    .toList();
            if (shape.method().equals("btree")
                    && !more.isEmpty()
                    && more.size() <= MOST_CARRIED
                    && more.stream().allMatch(this::narrow)) {
                shapes.add(shape.carrying(more));
            }
        }
    }

    private List<String> with(List<String> head, String... tail) {
        var keys = new LinkedHashSet<>(head);
        keys.addAll(List.of(tail));
        return new ArrayList<>(keys);
    }

    private void add(List<String> keys) {
        var some = keys.stream().filter(this::fit).limit(MOST_KEYS).toList();
        if (!some.isEmpty()) {
            shapes.add(Shape.btree(table.name(), some));
        }
    }

    private boolean fit(String key) {
        return key.startsWith("(")
                || facts(bareKey(key))
                        .filter(f -> !(f.widthBytes() > WIDEST_KEY) && !isContainer(f.type()))
                        .isPresent();
    }

    private boolean narrow(String column) {
        return facts(column).filter(f -> f.widthBytes() <= WIDEST_CARRIED).isPresent();
    }

    private List<String> selectiveFirst(Set<String> columns) {
        return columns.stream()
                .filter(this::fit)
                .sorted(Comparator.comparingDouble((String it) -> -facts(it)
                                .map(ColumnFacts::distinct)
                                .filter(d -> !d.isNaN())
                                .orElse(0.0))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private Optional<ColumnFacts> facts(String column) {
        return Tables.column(table, column);
    }

    private static String bareKey(String key) {
        return Shape.btree("", List.of(key)).columns().getFirst();
    }

    private static boolean isText(String type) {
        return type.startsWith("text") || type.startsWith("character varying") || type.startsWith("varchar");
    }

    private static boolean isContainer(String type) {
        return type.endsWith("[]") || type.equals("jsonb") || type.equals("tsvector");
    }
}
