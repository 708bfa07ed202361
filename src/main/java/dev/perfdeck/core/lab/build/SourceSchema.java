package dev.perfdeck.core.lab.build;

import dev.perfdeck.core.lab.source.Relation;
import dev.perfdeck.core.lab.source.SourceCatalog;
import dev.perfdeck.core.lab.source.Step;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a source's schema is made of, as it was read.
///
/// @param tables  with what they need
/// @param indexes with those that constraints have
/// @param rest    what stands on both
record SourceSchema(
        Map<String, String> settings,
        List<Relation> relations,
        List<Step> schemas,
        List<Step> extensions,
        List<Step> tables,
        List<Step> indexes,
        List<Step> rest) {
    static SourceSchema read(SourceCatalog source, int mostTables) throws SQLException {
        var settings = source.settings();
        var relations = source.relations(mostTables);
        var numbers = relations.stream().map(Relation::oid).toList();
        var tables = new ArrayList<Step>();
        for (var name : List.of("collations", "types", "sequences", "functions")) {
            tables.addAll(source.steps(name));
        }
        tables.addAll(source.steps("tables", numbers));
        tables.addAll(source.steps("links", numbers));
        tables.addAll(source.steps("views"));
        var indexes = new ArrayList<>(source.steps("indexes", numbers));
        indexes.addAll(source.steps("index-links", numbers));
        var rest = new ArrayList<Step>();
        for (var name : List.of("constraints", "extended", "targets", "policies")) {
            rest.addAll(source.steps(name, numbers));
        }
        return new SourceSchema(
                settings, relations, source.steps("schemas"), source.steps("extensions"), tables, indexes, rest);
    }

    List<Long> numbers() {
        return relations.stream().map(Relation::oid).toList();
    }

    /// Whether they differ in indexes at most.
    boolean sameBut(SourceSchema other) {
        return settings.equals(other.settings)
                && relations.equals(other.relations)
                && schemas.equals(other.schemas)
                && extensions.equals(other.extensions)
                && tables.equals(other.tables)
                && rest.equals(other.rest);
    }
}
