package dev.perfdeck.core.query.page;

import dev.perfdeck.core.query.sql.Condition;
import dev.perfdeck.core.query.sql.Expression;
import dev.perfdeck.core.query.sql.Labelled;
import dev.perfdeck.core.query.sql.Order;
import dev.perfdeck.core.query.sql.Select;
import dev.perfdeck.core.query.sql.Selectable;
import dev.perfdeck.core.query.sql.Table;
import java.util.ArrayList;
import java.util.List;

/// Turns a select and a row into the select of what lies behind that row.
final class Seek {
    private final Select select;
    private final List<Key<?>> keys;

    /// @param select ordered by the keys, with them among its columns
    Seek(Select select, List<Key<?>> keys) {
        this.select = select;
        this.keys = keys;
    }

    Select after(Form form, int rows) {
        return switch (form) {
            case ROW_VALUE -> select.where(rowValue()).limit(rows);
            case BOUNDED ->
                select.where(keys.getFirst().bound()).where(nested(0)).limit(rows);
            case UNION_ALL -> union(rows);
        };
    }

    private Condition rowValue() {
        List<Condition.Bound<?>> row = new ArrayList<>();
        keys.forEach(key -> row.add(key.bind()));
        return keys.getFirst().order().descending() ? Condition.rowBefore(row) : Condition.rowAfter(row);
    }

    private Condition nested(int i) {
        var key = keys.get(i);
        var choices = new ArrayList<>(key.after());
        if (i + 1 < keys.size()) {
            choices.add(key.same().and(nested(i + 1)));
        }
        return Condition.any(choices);
    }

    /// The longest prefix first: that is the order of the rows, so the first select mostly fills the page.
    private Select union(int rows) {
        var branches = new ArrayList<Select>();
        for (int i = keys.size() - 1; i >= 0; i--) {
            var prefix = keys.subList(0, i).stream().map(Key::same).toList();
            for (var range : keys.get(i).after()) {
                branches.add(prefix.stream()
                        .reduce(select, Select::where, (a, b) -> b)
                        .where(range)
                        .limit(rows));
            }
        }
        return switch (branches.size()) {
            case 0 -> select.where(Condition.FALSE).limit(rows);
            case 1 -> branches.getFirst();
            default -> sorted(branches, rows);
        };
    }

    private Select sorted(List<Select> branches, int rows) {
        var all = Table.unionAll(branches, "u");
        List<Selectable> columns = new ArrayList<>();
        select.columns().forEach(column -> columns.add(relabelled(all, column)));
        List<Order> order = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            order.add(keys.get(i)
                    .order()
                    .of(all.column(Keyset.label(i), keys.get(i).by().type())));
        }
        return Select.from(all).columns(columns).orderBy(order).limit(rows);
    }

    private static Labelled relabelled(Table all, Selectable column) {
        Expression<?> expression =
                all.column(column.label(), column.expression().type());
        return expression.as(column.label());
    }
}
