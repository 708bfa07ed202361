package dev.perfdeck.core.advise.workload;

import dev.perfdeck.model.advice.WorkloadStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file of SQL as a workload: statements end with `;` outside of quotes, dollar quotes and comments. A comment
/// `-- weight: 12.5` before or within a statement says how often it runs against the others; without one, once. Pure.
public final class SqlScript {
    private static final Pattern WEIGHT = Pattern.compile("weight\\s*[:=]\\s*([0-9]+(?:\\.[0-9]+)?)");
    private static final Pattern DOLLAR = Pattern.compile("\\$(?:[A-Za-z_][A-Za-z0-9_]*)?\\$");

    private final String text;
    private final List<WorkloadStatement> statements = new ArrayList<>();
    private int at;
    private int from;
    private boolean words;
    private double weight = 1;

    private SqlScript(String text) {
        this.text = text;
    }

    public static List<WorkloadStatement> statements(String text) {
        var script = new SqlScript(text);
        script.read();
        return script.statements;
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (text.startsWith("--", at)) {
                comment(end(text.indexOf('\n', at)));
            } else if (text.startsWith("/*", at)) {
                comment(block());
            } else if (c == '\'' || c == '"') {
                words = true;
                at = quoted(c, c == '\'' && escapes());
            } else if (c == '$') {
                words = true;
                at = dollar();
            } else if (c == ';') {
                finish();
                at++;
                from = at;
            } else {
                words |= !Character.isWhitespace(c);
                at++;
            }
        }
        finish();
    }

    private void finish() {
        if (words) {
            statements.add(new WorkloadStatement(0, text.substring(from, at).strip(), weight, Double.NaN));
            weight = 1;
        }
        words = false;
    }

    private void comment(int end) {
        Matcher found = WEIGHT.matcher(text.substring(at, end));
        if (found.find()) {
            weight = Double.parseDouble(found.group(1));
        }
        if (!words) {
            from = end;
        }
        at = end;
    }

    /// Comments of this kind nest.
    private int block() {
        int depth = 1;
        int i = at + 2;
        while (i < text.length() && depth > 0) {
            if (text.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (text.startsWith("*/", i)) {
                depth--;
                i += 2;
            } else {
                i++;
            }
        }
        return Math.min(i, text.length());
    }

    private boolean escapes() {
        return at > 0
                && (text.charAt(at - 1) == 'E' || text.charAt(at - 1) == 'e')
                && (at == 1 || !Character.isLetterOrDigit(text.charAt(at - 2)));
    }

    private int quoted(char quote, boolean escapes) {
        int i = at + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (escapes && c == '\\') {
                i++;
            } else if (c == quote) {
                if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                    i++;
                } else {
                    return i + 1;
                }
            }
            i++;
        }
        return text.length();
    }

    private int dollar() {
        Matcher tag = DOLLAR.matcher(text).region(at, text.length());
        boolean within = at > 0 && Character.isLetterOrDigit(text.charAt(at - 1));
        if (within || !tag.lookingAt()) {
            return at + 1;
        }
        int close = text.indexOf(tag.group(), tag.end());
        return close < 0 ? text.length() : close + tag.group().length();
    }

    private int end(int found) {
        return found < 0 ? text.length() : found;
    }
}
