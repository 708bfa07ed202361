package dev.perfdeck.ui;

import java.util.Locale;

/// A statement on one line. Pure.
public final class SqlLine {
    private static final int LONGEST = 4000;
    private static final int SELECT = "select ".length();
    /// A select list shorter than this is shown; a longer one would hide what tells statements apart.
    private static final int LEAST_LIST = 12;

    private SqlLine() {}

    public static String of(String sql) {
        var line = sql.substring(0, Math.min(sql.length(), LONGEST))
                .replaceAll("\\s+", " ")
                .strip();
        var from = line.toLowerCase(Locale.ROOT).indexOf(" from ");
        var lists = line.regionMatches(true, 0, "select ", 0, SELECT) && from > SELECT + LEAST_LIST;
        return lists ? line.substring(0, SELECT) + "…" + line.substring(from) : line;
    }
}
