package dev.perfdeck.core.target.explain;

import dev.perfdeck.model.plan.PlanDocument;
import dev.perfdeck.model.plan.PlanNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Values for the places of a statement: the most common one of the column that a place is compared with, or the middle
/// one, as the planner's statistics know them; where no column is, a plain value of the type. One thread.
final class Samples {
    private static final String NAME = "((?:\"[^\"]+\"|[a-z_][a-z0-9_$]*))";

    private final Connection connection;

    Samples(Connection connection) {
        this.connection = connection;
    }

    /// @param literal with its type, to be put into the statement
    /// @param said    where it comes from
    record Sample(String literal, String said) {}

    private record Column(PlanNode scan, String name) {}

    List<Sample> of(PlanDocument plan, List<String> types) throws SQLException {
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < types.size(); i++) {
            samples.add(sample(plan, i + 1, types.get(i)));
        }
        return samples;
    }

    private Sample sample(PlanDocument plan, int place, String type) throws SQLException {
        var column = column(plan, place);
        var found = column.isPresent() ? common(column.get()) : Optional.<String>empty();
        var array = type.endsWith("[]");
        var value = found.map(each -> array ? "{\"" + each.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}" : each)
                .orElseGet(() -> plain(type));
        var literal = "'" + value.replace("'", "''") + "'::" + type;
        var from = found.isPresent()
                ? ", a common value of " + column.get().scan().relation() + "."
                        + column.get().name()
                : ", a plain value of its type";
        return new Sample(literal, "$" + place + " = " + literal + from);
    }

    /// In a plan without values a condition still shows `(e.status = $1)`.
    private static Optional<Column> column(PlanDocument plan, int place) {
        var compared = Pattern.compile("(?:" + NAME + "\\.)?" + NAME
                + "\\)?(?:::[a-z ]+(?:\\[\\])?)? (?:=|<>|<=?|>=?|~~\\*?|!~~\\*?) (?:ANY )?\\(*\\$" + place + "\\b");
        return plan.nodes()
                .filter(node -> !node.relation().isEmpty())
                .flatMap(node -> node.details().stream()
                        .flatMap(detail -> compared.matcher(detail.value()).results())
                        .map(match -> new Column(node, name(match))))
                .findFirst()
                .or(() -> bitmap(plan, compared));
    }

    /// The condition of a bitmap stands under the index, whose table is the parent's.
    private static Optional<Column> bitmap(PlanDocument plan, Pattern compared) {
        return plan.nodes()
                .filter(node -> !node.relation().isEmpty())
                .flatMap(node -> node.children().stream()
                        .flatMap(PlanNode::all)
                        .filter(child -> child.relation().isEmpty())
                        .flatMap(child -> child.details().stream())
                        .flatMap(detail -> compared.matcher(detail.value()).results())
                        .map(match -> new Column(node, name(match))))
                .findFirst();
    }

    private static String name(MatchResult match) {
        var name = match.group(2);
        return name.startsWith("\"") ? name.substring(1, name.length() - 1) : name;
    }

    private Optional<String> common(Column column) throws SQLException {
        try (var statement = connection.prepareStatement(Sql.read("common-value"))) {
            statement.setString(1, column.scan().schema());
            statement.setString(2, column.scan().relation());
            statement.setString(3, column.name());
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }

    /// Small, so that a `LIMIT` stays one.
    private static String plain(String type) {
        if (type.endsWith("[]")) {
            return "{}";
        }
        return switch (type) {
            case "smallint", "integer", "bigint", "numeric", "real", "double precision" -> "10";
            case "boolean" -> "true";
            case "date", "timestamp without time zone", "timestamp with time zone" -> "now";
            case "interval" -> "1 day";
            case "uuid" -> "00000000-0000-0000-0000-000000000000";
            case "json", "jsonb" -> "{}";
            default -> "";
        };
    }
}
