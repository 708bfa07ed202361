package dev.perfdeck.core.migrate.script;

import java.util.List;

/// One statement of a script.
///
/// @param span     its part of the script: what stands before it, comments too, itself, the semicolon, and the data of
///                 a `COPY … FROM STDIN`
/// @param sql      as written, from its first word to before the semicolon
/// @param line     of its first word, from 1
/// @param tokens   without comments and the closing semicolon; never empty
/// @param comments before and within it, and after it on the line where it ends
public record Statement(String span, String sql, int line, List<Token> tokens, List<Token> comments) {
    public Statement {
        tokens = List.copyOf(tokens);
        comments = List.copyOf(comments);
    }

    /// The lines that a `COPY … FROM STDIN` brings with it; empty for all others.
    public String data() {
        int end = span.lastIndexOf("\\.");
        int begin = span.indexOf('\n', span.indexOf(sql) + sql.length()) + 1;
        return begins("COPY") && begin > 0 && end >= begin ? span.substring(begin, end) : "";
    }

    /// Whether it begins with these keywords.
    public boolean begins(String... keywords) {
        if (tokens.size() < keywords.length) {
            return false;
        }
        for (int i = 0; i < keywords.length; i++) {
            if (!tokens.get(i).is(keywords[i])) {
                return false;
            }
        }
        return true;
    }
}
