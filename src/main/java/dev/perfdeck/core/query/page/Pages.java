package dev.perfdeck.core.query.page;

import dev.perfdeck.core.query.sql.Aggregate;
import dev.perfdeck.core.query.sql.Select;
import dev.perfdeck.core.query.sql.SqlType;
import dev.perfdeck.core.query.sql.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Pattern;

/// Offset pages of a select, with a count that costs no more than it must. Immutable, for any thread.
public final class Pages {
    // The root node of the plan comes first; a quote inside a name is escaped, so no name can look like this.
    private static final Pattern PLAN_ROWS = Pattern.compile("\"Plan Rows\": (\\d+)");

    private final Select select;
    private final Counting counting;

    /// @param select with its order, without limit and offset
    public Pages(Select select, Counting counting) {
        if (select.cut()) {
            throw new IllegalArgumentException("a select that is paged has no limit and no offset of its own");
        }
        this.select = select;
        this.counting = counting;
    }

    /// @param number the first page is 0
    public <R extends Record> Page<R> page(Connection connection, Class<R> type, int number, int size)
            throws SQLException {
        if (number < 0 || size < 1) {
            throw new IllegalArgumentException("page " + number + " of size " + size);
        }
        long before = (long) number * size;
        // One row more than is shown tells whether this is the last page.
        var rows = select.limit(size + 1L).offset(before).list(connection, type);
        boolean more = rows.size() > size;
        var items = more ? rows.subList(0, size) : rows;
        var count = more || (rows.isEmpty() && number > 0)
                ? asked(connection, rows.isEmpty() ? 0 : before + rows.size())
                : new Count(before + rows.size(), Count.Kind.DERIVED);
        return new Page<>(items, number, more, count);
    }

    private Count asked(Connection connection, long seen) throws SQLException {
        return switch (counting) {
            case Counting.Exact() -> new Count(counted(connection, select), Count.Kind.EXACT);
            case Counting.Estimated() -> estimated(connection, seen);
            case Counting.Capped(int cap) -> capped(connection, cap);
        };
    }

    private Count estimated(Connection connection, long seen) throws SQLException {
        return new Count(Math.max(seen, estimate(connection)), Count.Kind.ESTIMATED);
    }

    private Count capped(Connection connection, int cap) throws SQLException {
        long rows = counted(connection, select.limit(cap + 1L));
        return rows > cap ? new Count(cap, Count.Kind.CAPPED) : new Count(rows, Count.Kind.EXACT);
    }

    private static long counted(Connection connection, Select rows) throws SQLException {
        var inner = rows.orderBy();
        var cheap = rows.rowsAreOfTheTables() ? inner.only(Aggregate.one().as("one")) : inner;
        var count = Select.from(Table.of(cheap, "counted"))
                .columns(Aggregate.count().as("rows"));
        return count.render().run(connection, Pages::number);
    }

    private long estimate(Connection connection) throws SQLException {
        return select.orderBy().render().explained().run(connection, rows -> {
            rows.next();
            var found = PLAN_ROWS.matcher(rows.getString(1));
            if (!found.find()) {
                throw new SQLException("the plan does not tell its rows");
            }
            return Long.parseLong(found.group(1));
        });
    }

    private static long number(ResultSet rows) throws SQLException {
        rows.next();
        return java.util.Objects.requireNonNull(SqlType.INT8.read(rows, 1));
    }
}
