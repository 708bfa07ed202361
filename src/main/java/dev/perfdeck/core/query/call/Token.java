package dev.perfdeck.core.query.call;

/// One word of a statement.
///
/// @param spaced whether white space or a comment stood before it
public record Token(Kind kind, String text, boolean spaced) {
    public enum Kind {
        /// A keyword or a name, in lower case.
        WORD,
        /// A name in double quotes, as it stands.
        QUOTED,
        /// A string or a number.
        LITERAL,
        /// `?` or `$1`.
        PARAMETER,
        /// An operator, a bracket, or another mark.
        SIGN
    }

    public boolean is(String mark) {
        return (kind == Kind.WORD || kind == Kind.SIGN) && text.equals(mark);
    }

    public boolean value() {
        return kind == Kind.LITERAL || kind == Kind.PARAMETER;
    }
}
