package dev.perfdeck.core.target.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Looks through a statement without understanding it: where its strings, names and comments are, and so what is
/// outside of them. After the lexical rules of PostgreSQL with `standard_conforming_strings`. Pure.
final class SqlScan {
    /// A place for a value, `$7`.
    record Place(int number, int start, int end) {}

    private final String sql;
    private final StringBuilder bare = new StringBuilder();
    private final List<Place> places = new ArrayList<>();
    private boolean open;
    private boolean several;

    private SqlScan(String sql) {
        this.sql = sql;
        var ended = false;
        for (int at = 0; at < sql.length(); ) {
            var next = skip(at);
            if (next > at) {
                bare.append(' ');
                at = next;
                continue;
            }
            var c = sql.charAt(at);
            several |= ended && !Character.isWhitespace(c) && c != ';';
            ended |= c == ';';
            at = place(at, c);
        }
    }

    static SqlScan of(String sql) {
        return new SqlScan(sql);
    }

    private int place(int at, char c) {
        if (c == '$' && (at == 0 || !Character.isJavaIdentifierPart(sql.charAt(at - 1)))) {
            var end = at + 1;
            while (end < sql.length() && Character.isDigit(sql.charAt(end)) && end - at < 6) {
                end++;
            }
            if (end > at + 1) {
                places.add(new Place(Integer.parseInt(sql, at + 1, end, 10), at, end));
                bare.append("$n");
                return end;
            }
        }
        bare.append(c);
        return at + 1;
    }

    /// The end of the string, name or comment that begins at a place; the place itself where none does.
    private int skip(int at) {
        var c = sql.charAt(at);
        if (c == '\'') {
            return quoted(at, '\'', escapes(at));
        }
        if (c == '"') {
            return quoted(at, '"', false);
        }
        if (sql.startsWith("--", at)) {
            var end = sql.indexOf('\n', at);
            return end < 0 ? sql.length() : end;
        }
        if (sql.startsWith("/*", at)) {
            return comment(at);
        }
        return c == '$' ? dollars(at) : at;
    }

    private boolean escapes(int quote) {
        return quote > 0 && (sql.charAt(quote - 1) == 'E' || sql.charAt(quote - 1) == 'e');
    }

    private int quoted(int start, char quote, boolean backslash) {
        for (int at = start + 1; at < sql.length(); at++) {
            var c = sql.charAt(at);
            if (backslash && c == '\\') {
                at++;
            } else if (c == quote) {
                if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
                    at++;
                } else {
                    return at + 1;
                }
            }
        }
        open = true;
        return sql.length();
    }

    private int comment(int start) {
        var depth = 0;
        for (int at = start; at < sql.length(); at++) {
            if (sql.startsWith("/*", at)) {
                depth++;
                at++;
            } else if (sql.startsWith("*/", at)) {
                at++;
                if (--depth == 0) {
                    return at + 1;
                }
            }
        }
        open = true;
        return sql.length();
    }

    private int dollars(int start) {
        var end = start + 1;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
            end++;
        }
        if (end >= sql.length() || sql.charAt(end) != '$' || Character.isDigit(sql.charAt(start + 1))) {
            return start;
        }
        var tag = sql.substring(start, end + 1);
        var close = sql.indexOf(tag, end + 1);
        open |= close < 0;
        return close < 0 ? sql.length() : close + tag.length();
    }

    /// Whether a string or a comment does not end.
    boolean open() {
        return open;
    }

    /// Whether something stands after a semicolon.
    boolean several() {
        return several;
    }

    /// `$1` and its like, from left to right.
    List<Place> places() {
        return List.copyOf(places);
    }

    /// How many different values are wanted.
    int wanted() {
        return places.stream().mapToInt(Place::number).max().orElse(0);
    }

    /// The first word, in lower case.
    String verb() {
        var words = bare.toString().strip().replaceFirst("^[(\\s]+", "");
        var end = 0;
        while (end < words.length() && Character.isLetter(words.charAt(end))) {
            end++;
        }
        return words.substring(0, end).toLowerCase(Locale.ROOT);
    }

    /// Whether a word stands anywhere outside of strings, names and comments.
    boolean has(String word) {
        return (" " + bare.toString().toLowerCase(Locale.ROOT) + " ").matches("(?s).*\\W" + word + "\\W.*");
    }

    /// The text with other words in place of `$1` and its like.
    String filled(List<String> values) {
        var text = new StringBuilder();
        var from = 0;
        for (var place : places) {
            text.append(sql, from, place.start()).append(values.get(place.number() - 1));
            from = place.end();
        }
        return text.append(sql, from, sql.length()).toString();
    }

    /// Without the semicolon and what else stands at its end.
    static String single(String sql) {
        return sql.strip().replaceFirst("[;\\s]+$", "");
    }
}
