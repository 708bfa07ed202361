package dev.perfdeck.core.query.fetch;

import dev.perfdeck.core.query.sql.Column;
import dev.perfdeck.core.query.sql.Condition;
import dev.perfdeck.core.query.sql.Expression;
import dev.perfdeck.core.query.sql.RecordMapper;
import dev.perfdeck.core.query.sql.Select;
import dev.perfdeck.core.query.sql.SqlType;
import dev.perfdeck.core.query.sql.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// A named way to load parents with their children in two statements, however many parents there are. Parents keep
/// their order, children theirs. Immutable, for any thread.
public final class FetchPlan<K, P extends Record, C extends Record, R> {
    private static final String KEY = "key$";

    private final String name;
    private final Parents<K, P> parents;
    private final Children<K, C> children;
    private final BiFunction<P, List<C>, R> join;

    /// @param key what the children refer to; children of NULL are none
    public record Parents<K, P extends Record>(Select select, Class<P> type, Expression<K> key) {}

    /// @param select with the order of the children
    /// @param parent the column that refers to the parent
    /// @param most per parent
    public record Children<K, C extends Record>(Select select, Class<C> type, Column<K> parent, OptionalInt most) {
        public Children(Select select, Class<C> type, Column<K> parent) {
            this(select, type, parent, OptionalInt.empty());
        }

        public Children<K, C> most(int perParent) {
            return new Children<>(select, type, parent, OptionalInt.of(perParent));
        }
    }

    private record Found<K, T>(@Nullable K key, T row) {}

    public FetchPlan(String name, Parents<K, P> parents, Children<K, C> children, BiFunction<P, List<C>, R> join) {
        this.name = name;
        this.parents = parents;
        this.children = children;
        this.join = join;
    }

    public String name() {
        return name;
    }

    /// A page of parents; further conditions are put on the select of the parents by [#where].
    public List<R> load(Connection connection, int limit, long offset) throws SQLException {
        return load(connection, parents.select().limit(limit).offset(offset));
    }

    /// All parents.
    public List<R> load(Connection connection) throws SQLException {
        return load(connection, parents.select());
    }

    /// The same plan for fewer parents.
    public FetchPlan<K, P, C, R> where(Condition condition) {
        var fewer = new Parents<>(parents.select().where(condition), parents.type(), parents.key());
        return new FetchPlan<>(name, fewer, children, join);
    }

    private List<R> load(Connection connection, Select select) throws SQLException {
        var found = read(connection, select.columns(parents.key().as(KEY)), parents.key(), parents.type());
        var keys = new ArrayList<K>();
        found.stream().map(Found::key).distinct().forEach(key -> {
            if (key != null) {
                keys.add(key);
            }
        });
        var byParent = keys.isEmpty() ? Map.<K, List<C>>of() : children(connection, keys);
        return found.stream().map(one -> joined(one, byParent)).toList();
    }

    private R joined(Found<K, P> parent, Map<K, List<C>> byParent) {
        var key = parent.key();
        var own = key == null ? null : byParent.get(key);
        return join.apply(parent.row(), own == null ? List.of() : List.copyOf(own));
    }

    private Map<K, List<C>> children(Connection connection, List<K> keys) throws SQLException {
        var byParent = new HashMap<K, List<C>>();
        for (var one : read(connection, ofKeys(keys), children.parent(), children.type())) {
            var key = one.key();
            if (key != null) {
                byParent.computeIfAbsent(key, k -> new ArrayList<>()).add(one.row());
            }
        }
        return byParent;
    }

    private Select ofKeys(List<K> keys) {
        var parent = children.parent();
        if (children.most().isEmpty()) {
            return children.select().columns(parent.as(KEY)).where(parent.in(keys));
        }
        return perParent(keys, children.most().getAsInt());
    }

    /// For each parent a scan that stops at the limit; an index on the parent's column and the order makes it short.
    private Select perParent(List<K> keys, int most) {
        SqlType<K> type = children.parent().type();
        var wanted = Table.values(type, keys, "wanted$");
        var key = wanted.column("wanted$", type);
        var few = children.select().where(children.parent().eq(key)).limit(most);
        var child = Table.lateral(few, "child$");
        var columns = few.columns().stream()
                .map(column -> child.column(column.label(), column.expression().type()))
                .toList();
        return Select.from(wanted).join(child, Condition.TRUE).columns(columns).columns(key.as(KEY));
    }

    private static <K, T extends Record> List<Found<K, T>> read(
            Connection connection, Select select, Expression<K> key, Class<T> type) throws SQLException {
        return select.render().run(connection, rows -> {
            var row = RecordMapper.of(type).on(rows);
            int place = rows.findColumn(KEY);
            var all = new ArrayList<Found<K, T>>();
            while (rows.next()) {
                all.add(new Found<>(key.type().read(rows, place), row.read()));
            }
            return all;
        });
    }
}
