package dev.perfdeck.ui;

import java.util.Locale;
import java.util.regex.Pattern;

/// A statement on one line. Pure.
public final class SqlLine {
    private static final int LONGEST = 4000;
    private static final Pattern SPACES = Pattern.compile("\\s+");
    /// Control characters, and those that turn the direction of what follows: a text could look like another.
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private static final int SELECT = "select ".length();
    /// A select list shorter than this is shown; a longer one would hide what tells statements apart.
    private static final int LEAST_LIST = 12;

    private SqlLine() {}

    public static String of(String sql) {
        var line = SPACES.matcher(sql.substring(0, Math.min(sql.length(), LONGEST)))
                .replaceAll(" ")
                .strip();
        line = UNSEEN.matcher(line).replaceAll("\uFFFD");
        var from = line.toLowerCase(Locale.ROOT).indexOf(" from ");
        var lists = line.regionMatches(true, 0, "select ", 0, SELECT) && from > SELECT + LEAST_LIST;
        return lists ? line.substring(0, SELECT) + "…" + line.substring(from) : line;
    }
}
