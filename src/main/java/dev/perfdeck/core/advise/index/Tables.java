package dev.perfdeck.core.advise.index;

import dev.perfdeck.core.advise.plan.TableUse;
import dev.perfdeck.model.lab.ColumnFacts;
import dev.perfdeck.model.lab.TableFacts;
import java.util.Collection;
import java.util.Optional;

/// Finds what the twin knows of a relation or column that a plan names. Pure.
final class Tables {
    private Tables() {}

    static Optional<TableFacts> find(Collection<TableFacts> tables, TableUse use) {
        return tables.stream()
                .filter(it -> use.schema().isEmpty() || it.schema().equals(use.schema()))
                .filter(it -> bare(it.name()).equals(use.relation()))
                .findFirst();
    }

    /// Without schema and quotes.
    private static String bare(String name) {
        boolean quoted = name.endsWith("\"");
        int from = quoted ? name.lastIndexOf('"', name.length() - 2) + 1 : name.lastIndexOf('.') + 1;
        return name.substring(from, quoted ? name.length() - 1 : name.length());
    }

    static Optional<ColumnFacts> column(TableFacts table, String column) {
        return table.columns().stream()
                .filter(it -> it.name().equals(column) || ('"' + it.name().replace("\"", "\"\"") + '"').equals(column))
                .findFirst();
    }
}
