package dev.perfdeck.core.migrate.journal;

import java.util.regex.Pattern;

/// Takes passwords out of SQL: what follows `PASSWORD`, also in the options of foreign servers, connection strings and
/// URLs. Pure.
final class Redaction {
    private static final Pattern QUOTED =
            Pattern.compile("(?is)(password|passwd|secret|token|api_?key)(\\s*(?:=|:|=>|to)?\\s*)"
                    + "((?:e|u&)?'(?:[^'\\\\]|''|\\\\.)*'|\\$(\\w*)\\$.*?\\$\\4\\$|\"[^\"]*\")");
    private static final Pattern BARE = Pattern.compile("(?i)(password|passwd|pwd)(\\s*=\\s*)([^\\s'\"&;,)]+)");
    private static final Pattern URL = Pattern.compile("(?i)([a-z][a-z0-9+.-]*://[^\\s/:@']*):[^\\s@/']+@");

    private Redaction() {}

    static String of(String sql) {
        var text = QUOTED.matcher(sql).replaceAll("$1$2'…'");
        text = BARE.matcher(text).replaceAll("$1$2…");
        return URL.matcher(text).replaceAll("$1:…@");
    }
}
