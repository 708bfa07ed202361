package dev.perfdeck.model;

import java.util.regex.Pattern;

/// A statement's text without the secrets that people write into it: PostgreSQL shows `ALTER ROLE … PASSWORD '…'` in
/// full, to whoever may see sessions and statements. Pure.
public final class DiscreetSql {
    private static final String HIDDEN = "'•••'";

    /// `password '…'`, `password = '…'`, `secret_key to '…'`, `set_config('app.secret', '…')`, also
    /// where the text is cut off within the secret.
    private static final Pattern SECRET = Pattern.compile(
            "(\\b\\w*(?:password|passwd|passphrase|secret|token|api_?key)\\w*(?:\"|'\\s*,)?\\s*"
                    + "(?:/\\*[^*]*+\\*/\\s*)?(?:=|:=|=>|to|is)?\\s*)"
                    + "(?:[eE]?'(?:[^'\\\\]|''|\\\\.)*+(?:'|$)|(\\$\\w*\\$).*?(?:\\2|$))",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /// A key as services hand them out, and a password within an address.
    private static final Pattern KEY = Pattern.compile("\\b(?:sk|pk|ghp|xox[bp])[-_][A-Za-z0-9_-]{8,}");

    /// `password=…` within a connection string.
    private static final Pattern PAIR = Pattern.compile("(\\bpassword\\s*=\\s*)[^\\s'$]+", Pattern.CASE_INSENSITIVE);

    private static final Pattern ADDRESS = Pattern.compile("(://[^\\s:/@']{1,64}:)[^\\s@/']{1,256}@");

    private static final Pattern WORTH =
            Pattern.compile("passw|passph|secret|token|key|sk-|sk_|pk_|ghp_|xox|://", Pattern.CASE_INSENSITIVE);

    private DiscreetSql() {}

    public static String of(String sql) {
        if (!WORTH.matcher(sql).find()) {
            return sql;
        }
        var named = SECRET.matcher(sql).replaceAll("$1" + HIDDEN);
        return ADDRESS.matcher(
                        KEY.matcher(PAIR.matcher(named).replaceAll("$1•••")).replaceAll("•••"))
                .replaceAll("$1•••@");
    }
}
