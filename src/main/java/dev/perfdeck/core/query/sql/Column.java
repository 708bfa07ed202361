package dev.perfdeck.core.query.sql;

/// A column of a table, by its name.
public final class Column<T> extends Expression<T> {
    private final Table table;
    private final Name name;
    private final boolean nullable;

    Column(Table table, Name name, SqlType<T> type, boolean nullable) {
        super(type, out -> out.name(table.alias()).word(".").name(name));
        this.table = table;
        this.name = name;
        this.nullable = nullable;
    }

    /// The same column, said to be `NOT NULL` in the catalog, which [dev.perfdeck.core.query.columns] can check.
    public Column<T> notNull() {
        return new Column<>(table, name, type(), false);
    }

    @Override
    public boolean nullable() {
        return nullable;
    }

    @Override
    public String label() {
        return name.text();
    }

    public Table table() {
        return table;
    }
}
