package dev.perfdeck.core.migrate.script.act;

import dev.perfdeck.core.migrate.script.Token;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The name of a relation, column or constraint.
///
/// @param text as the script writes it
/// @param key  equal for names that mean the same: in lower case unless it needs quotes, without the schema `public`
public record Name(String text, String key) {
    private static final Pattern PLAIN = Pattern.compile("[a-z_\\x{80}-\\x{10FFFF}][a-z0-9_$\\x{80}-\\x{10FFFF}]*");
    private static final int LIMIT = 63;

    /// The name that these tokens write, dotted or not; empty where they are none.
    public static Optional<Name> parse(List<Token> tokens) {
        var parts = tokens.stream().filter(Token::named).toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(of(parts));
    }

    static Name of(List<Token> parts) {
        var text = parts.stream().map(Token::text).collect(Collectors.joining("."));
        var key = parts.stream().map(part -> quoted(value(part))).collect(Collectors.joining("."));
        return new Name(text, key.startsWith("public.") ? key.substring("public.".length()) : key);
    }

    private static String value(Token part) {
        var text = part.text();
        return part.kind() == Token.Kind.QUOTED && text.startsWith("\"")
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                : text.toLowerCase(Locale.ROOT);
    }

    private static String quoted(String value) {
        return PLAIN.matcher(value).matches() || value.contains("${")
                ? value
                : "\"" + value.replace("\"", "\"\"") + "\"";
    }

    /// Its last part without quotes.
    public String bare() {
        var last = key.substring(key.lastIndexOf('.') + 1);
        return last.startsWith("\"")
                ? last.substring(1, Math.max(1, last.length() - 1)).replace("\"\"", "\"")
                : last;
    }

    /// A name for something that belongs to this, `orders` and `total`, `check`: `orders_total_check`.
    public String with(String... more) {
        var joined = bare() + "_" + String.join("_", more);
        var plain = joined.replaceAll("[\"']", "");
        return quoted(plain.length() > LIMIT ? plain.substring(plain.length() - LIMIT) : plain);
    }

    /// The same, in the schema of this.
    public String beside(String... more) {
        int dot = text.lastIndexOf('.');
        return text.substring(0, dot + 1) + with(more);
    }

    /// What stands before its last part: the table of a column.
    Name parent() {
        int dot = key.lastIndexOf('.');
        int textDot = text.lastIndexOf('.');
        return new Name(text.substring(0, Math.max(0, textDot)), key.substring(0, Math.max(0, dot)));
    }

    /// Longer than what PostgreSQL keeps of a name.
    public boolean tooLong() {
        return bare().getBytes(StandardCharsets.UTF_8).length > LIMIT;
    }
}
