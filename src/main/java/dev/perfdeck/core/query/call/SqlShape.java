package dev.perfdeck.core.query.call;

import java.util.ArrayList;
import java.util.List;

/// A statement without its values: literals and parameters are `?`, a list of values is one `?`, comments are gone,
/// and what is not quoted is in lower case. Two statements of one shape differ in their values alone. Immutable.
///
/// @param text   one line; cut after [#LONGEST] characters, then with a number that tells it from others cut there
/// @param places what each `?` of the whole text stands for, in its order
public record SqlShape(String text, List<Place> places) {
    public static final int LONGEST = 4_000;
    /// Longer statements are taken for what they begin with: they are dumps, and all of it is values.
    private static final int READ_AT_MOST = 200_000;

    public SqlShape {
        places = List.copyOf(places);
    }

    public static SqlShape of(String sql) {
        var read = sql.length() > READ_AT_MOST ? sql.substring(0, READ_AT_MOST) : sql;
        var places = new ArrayList<Place>();
        var text = new Shaping(SqlTokens.of(read), places).text();
        if (sql.length() > READ_AT_MOST) {
            places.add(new Place(sql.hashCode(), 0, 0));
        }
        return new SqlShape(cut(text), places);
    }

    /// Whether the text is whole, so that a statement can be made of it.
    public boolean whole() {
        return text.length() < LONGEST;
    }

    private static String cut(String text) {
        if (text.length() < LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "… #" + Integer.toHexString(text.hashCode());
    }
}
