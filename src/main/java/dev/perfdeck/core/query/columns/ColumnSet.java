package dev.perfdeck.core.query.columns;

import dev.perfdeck.core.query.sql.Column;
import dev.perfdeck.core.query.sql.Select;
import java.util.List;

/// The columns that one purpose needs, under a name: `workflowListColumns`. Immutable.
public record ColumnSet(String name, List<Column<?>> columns) {
    public ColumnSet {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException(name + " names no column; there is no select *");
        }
    }

    public static ColumnSet of(String name, Column<?>... columns) {
        return new ColumnSet(name, List.of(columns));
    }

    /// From the table of the first column; other tables are to be joined.
    public Select select() {
        return Select.from(columns.getFirst().table()).columns(columns);
    }
}
