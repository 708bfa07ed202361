package dev.perfdeck.core.migrate.script;

/// One lexical unit of a script. Blanks are not tokens; comments are.
///
/// @param start offset in the script
/// @param line  of its first character, from 1
/// @param text  as written
public record Token(Kind kind, int start, int line, String text) {
    public enum Kind {
        /// A keyword or a plain name; may hold Flyway's `${placeholders}`.
        WORD,
        /// `"in quotes"`, also `U&"…"`.
        QUOTED,
        /// `'…'` with any prefix, or `$tag$…$tag$`.
        STRING,
        NUMBER,
        /// One character of an operator or a separator, or a parameter's `$`.
        SYMBOL,
        COMMENT
    }

    public int end() {
        return start + text.length();
    }

    /// The keyword in capitals, whatever the case here.
    public boolean is(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    public boolean is(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    public boolean named() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }
}
