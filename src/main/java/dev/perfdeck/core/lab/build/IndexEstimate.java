package dev.perfdeck.core.lab.build;

import dev.perfdeck.core.lab.page.BtreeSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// What an index of the twin would hold and weigh on the source. B-trees follow PostgreSQL's own build; the others are
/// rules of thumb, and [#rough] says so. For one thread.
final class IndexEstimate {
    private static final Pattern PLAN_ROWS = Pattern.compile("\"Plan Rows\": ([0-9.]+)");
    private static final int USABLE = 8152;

    private final Connection superuser;
    private final Connection owner;
    private final Map<String, Double> matching = new HashMap<>();

    IndexEstimate(Connection superuser, Connection owner) {
        this.superuser = superuser;
        this.owner = owner;
    }

    record Estimate(long pages, int level, double rows) {}

    /// Empty where the size can be relied on.
    static String rough(Shape shape) {
        return switch (shape.method()) {
            case "btree", "brin" -> "";
            default -> "the size of a " + shape.method() + " index is a rough estimate";
        };
    }

    Estimate of(Shape shape) throws SQLException {
        double rows = shape.predicate() == null ? shape.tableRows() : partial(shape);
        double entry = 0;
        for (var part : shape.parts()) {
            entry += (part.length() > 0 ? part.length() : part.width()) * (1 - part.nullFraction());
        }
        return switch (shape.method()) {
            case "btree" -> btree(shape, rows);
            case "hash" -> other(rows * 20 / (USABLE * 0.75), rows);
            case "brin" -> other(3 + heapPages(shape) / shape.perRange() * (2 * entry + 24) / USABLE, rows);
            case "gin" -> other(rows * Math.max(1, entry + 1) * 1.7 / USABLE + 2, rows);
            default -> other(rows * (entry + 12) / (USABLE * 0.75) + 1, rows);
        };
    }

    private static Estimate other(double pages, double rows) {
        return new Estimate((long) Math.ceil(Math.max(1, pages)), 0, rows);
    }

    private Estimate btree(Shape shape, double rows) throws SQLException {
        double share = shape.tableRows() == 0 ? 1 : rows / shape.tableRows();
        boolean single = shape.keys() == 1;
        double nulls = single ? shape.parts().getFirst().nullFraction() * rows : 0;
        var common = new ArrayList<Double>();
        if (single && shape.merges()) {
            shape.common().forEach(it -> common.add(it * shape.tableRows() * share));
        }
        var size = BtreeSize.of(shape.keys(rows, distinct(shape, rows), nulls, common));
        return new Estimate(size.pages(), size.level(), rows);
    }

    /// How many combinations of keys there are: drawn at random from all possible ones, since columns are taken to be
    /// independent.
    private static double distinct(Shape shape, double rows) {
        double possible = 1;
        for (int i = 0; i < shape.keys(); i++) {
            double known = shape.distinct().get(i);
            double here = known == 0 ? Math.min(200, rows) : known < 0 ? -known * shape.tableRows() : known;
            possible *= Math.max(1, here);
        }
        if (shape.keys() == 1) {
            return Math.min(possible, rows);
        }
        return Math.max(1, possible * -Math.expm1(-rows / possible));
    }

    /// Of several indexes with the same predicate, asked once.
    private double partial(Shape shape) throws SQLException {
        var question = shape.table() + " where " + shape.predicate();
        var known = matching.get(question);
        if (known != null) {
            return known;
        }
        double rows = asked(shape);
        matching.put(question, rows);
        return rows;
    }

    private double asked(Shape shape) throws SQLException {
        try (var statement = owner.createStatement();
                var row = statement.executeQuery(
                        "explain (format json) select from only " + shape.table() + " where " + shape.predicate())) {
            row.next();
            var rows = PLAN_ROWS.matcher(row.getString(1));
            return rows.find() ? Double.parseDouble(rows.group(1)) : shape.tableRows();
        }
    }

    private double heapPages(Shape shape) throws SQLException {
        try (var statement = superuser.createStatement();
                var row = statement.executeQuery("select relpages from pg_class where oid = " + shape.tableOid())) {
            row.next();
            return row.getDouble(1);
        }
    }
}
