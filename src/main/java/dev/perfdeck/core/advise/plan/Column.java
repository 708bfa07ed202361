package dev.perfdeck.core.advise.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A column, or an expression on one relation, as a plan writes it. Pure.
///
/// @param alias of the relation; empty where the plan does not say
/// @param name  the column, quoted where it must be; or the expression in brackets
record Column(String alias, String name) {
    private static final Set<String> WORDS = Set.of(
            "AND",
            "OR",
            "NOT",
            "IS",
            "NULL",
            "TRUE",
            "FALSE",
            "true",
            "false",
            "ANY",
            "ALL",
            "ARRAY",
            "BETWEEN",
            "ROW",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "COLLATE",
            "DISTINCT",
            "FROM",
            "DESC",
            "ASC",
            "NULLS",
            "FIRST",
            "LAST",
            "USING",
            "LIKE",
            "IN",
            "SubPlan",
            "InitPlan",
            "hashed",
            "COALESCE",
            "EXTRACT");

    /// A single column, whatever brackets and casts are around it.
    static Optional<Column> of(List<String> tokens) {
        var bare = Condition.bare(tokens);
        int cast = bare.indexOf("::");
        if (cast > 0) {
            return bare.subList(cast, bare.size()).stream().noneMatch(it -> "()+-*/|".contains(it))
                    ? of(bare.subList(0, cast))
                    : Optional.empty();
        }
        return bare.size() == 1 ? name(bare.getFirst()) : Optional.empty();
    }

    /// A function of columns of one relation alone, such as `lower((name)::text)`.
    static Optional<Column> expression(List<String> tokens) {
        var bare = Condition.bare(tokens);
        if (bare.size() < 4 || !bare.get(1).equals("(") || bare.stream().anyMatch(Column::moving)) {
            return Optional.empty();
        }
        var columns = in(bare);
        return columns.isEmpty()
                        || columns.stream().map(Column::alias).distinct().count() > 1
                ? Optional.empty()
                : Optional.of(new Column(columns.getFirst().alias(), "(" + written(bare) + ")"));
    }

    /// All columns that the tokens name, functions, types and the field of `EXTRACT` left out.
    static List<Column> in(List<String> tokens) {
        var columns = new ArrayList<Column>();
        boolean type = false;
        for (int i = 0; i < tokens.size(); i++) {
            var column = name(tokens.get(i));
            boolean function = i + 1 < tokens.size() && tokens.get(i + 1).equals("(");
            boolean field = i > 1 && tokens.get(i - 2).equals("EXTRACT");
            if (column.isPresent() && !type && !function && !field) {
                columns.add(column.get());
            }
            type = tokens.get(i).equals("::") || (type && column.isPresent());
        }
        return columns;
    }

    private static boolean moving(String token) {
        return token.startsWith("$")
                || Set.of("now", "SubPlan", "InitPlan", "random").contains(token);
    }

    /// A token that names a column.
    static Optional<Column> name(String token) {
        char first = token.charAt(0);
        if (!(Character.isLetter(first) || first == '_' || first == '"') || WORDS.contains(token)) {
            return Optional.empty();
        }
        if (token.endsWith("'")) {
            return Optional.empty();
        }
        int dot = lastDot(token);
        return dot < 0
                ? Optional.of(new Column("", token))
                : Optional.of(new Column(unquoted(token.substring(0, dot)), token.substring(dot + 1)));
    }

    private static int lastDot(String token) {
        boolean quoted = false;
        int dot = -1;
        for (int i = 0; i < token.length(); i++) {
            quoted ^= token.charAt(i) == '"';
            dot = !quoted && token.charAt(i) == '.' ? i : dot;
        }
        return dot;
    }

    static String unquoted(String name) {
        return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name;
    }

    /// The tokens as text again, the columns without their aliases.
    static String written(List<String> tokens) {
        return tokens.stream()
                .map(token ->
                        lastDot(token) > 0 && name(token).isPresent() ? token.substring(lastDot(token) + 1) : token)
                .collect(Collectors.joining(" "))
                .replace("( ", "(")
                .replace(" )", ")")
                .replace(" :: ", "::")
                .replace(" (", "(")
                .replace(" ,", ",");
    }
}
