package dev.perfdeck.core.query.sql;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A place that rows come from, under an alias: a table or view, a subselect, or a list of values. Immutable.
public final class Table {
    private final Part source;
    private final Name alias;
    private final List<Name> path;

    private Table(Part source, Name alias, List<Name> path) {
        this.source = source;
        this.alias = alias;
        this.path = path;
    }

    /// A table or view found by the search path.
    public static Table of(String name) {
        return of(List.of(new Name(name)));
    }

    public static Table of(String schema, String name) {
        return of(List.of(new Name(schema), new Name(name)));
    }

    private static Table of(List<Name> path) {
        return new Table(out -> path(out, path), path.getLast(), path);
    }

    /// The rows of a select.
    public static Table of(Select select, String alias) {
        return derived(out -> out.word("(").part(select.part()).word(")"), alias);
    }

    /// The rows of a select that may look at the tables before it.
    public static Table lateral(Select select, String alias) {
        return derived(out -> out.word("lateral (").part(select.part()).word(")"), alias);
    }

    /// The rows of all selects, which have the same columns; duplicates stay.
    public static Table unionAll(List<Select> selects, String alias) {
        var parts = selects.stream()
                .map(select -> (Part) out -> out.word("(").part(select.part()).word(")"))
                .toList();
        return derived(out -> out.word("(").list(parts, " union all ").word(")"), alias);
    }

    /// One row for each value, in a column that bears the name of the table.
    public static <T> Table values(SqlType<T> type, List<T> values, String alias) {
        var bind = new Bind<>(type.array(), List.copyOf(values));
        return derived(out -> out.word("unnest(").bind(bind).word(")"), alias);
    }

    private static Table derived(Part source, String alias) {
        return new Table(source, new Name(alias), List.of());
    }

    public Table as(String other) {
        return new Table(source, new Name(other), path);
    }

    /// A column that may hold NULL.
    public <T> Column<T> column(String name, SqlType<T> type) {
        return new Column<>(this, new Name(name), type, true);
    }

    /// As `regclass` reads it; empty for what is no table or view.
    public Optional<String> regclass() {
        return path.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(".", path.stream().map(Name::quoted).toList()));
    }

    Name alias() {
        return alias;
    }

    Part part() {
        return out -> out.part(source).word(" as ").name(alias);
    }

    private static void path(Rendering out, List<Name> path) {
        IntStream.range(0, path.size()).forEach(i -> out.word(i == 0 ? "" : ".").name(path.get(i)));
    }

    @Override
    public String toString() {
        return regclass().orElseGet(alias::quoted);
    }
}
