package dev.perfdeck.core.migrate.locks;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is known of the schema that a script will meet. The less is known, the less is said: a `DROP INDEX` alone does
/// not tell the table that it locks. Names are keys as in [dev.perfdeck.core.migrate.script.act.Name].
///
/// @param indexes     by name
/// @param foreignKeys all
/// @param children    partitions and inheriting tables, direct ones, by parent
/// @param columns     by `table.column`
/// @param checked     `table.column` for which a validated check says `IS NOT NULL`
/// @param views       names of views and materialized views
/// @param defaults    default partitions by parent
public record Relations(
        Map<String, Index> indexes,
        List<ForeignKey> foreignKeys,
        Map<String, List<String>> children,
        Map<String, ColumnFact> columns,
        Set<String> checked,
        Set<String> views,
        Map<String, String> defaults) {
    public record Index(String table, List<String> columns) {
        public Index {
            columns = List.copyOf(columns);
        }
    }

    public record ForeignKey(
            String name, String table, List<String> columns, String referenced, List<String> referencedColumns) {
        public ForeignKey {
            columns = List.copyOf(columns);
            referencedColumns = List.copyOf(referencedColumns);
        }
    }

    /// @param type as `format_type` says it
    public record ColumnFact(String type, boolean notNull) {}

    public Relations {
        indexes = Map.copyOf(indexes);
        foreignKeys = List.copyOf(foreignKeys);
        children = Map.copyOf(children);
        columns = Map.copyOf(columns);
        checked = Set.copyOf(checked);
        views = Set.copyOf(views);
        defaults = Map.copyOf(defaults);
    }

    /// Nothing is known.
    public static Relations none() {
        return new Relations(Map.of(), List.of(), Map.of(), Map.of(), Set.of(), Set.of(), Map.of());
    }
}
