package dev.perfdeck.ui.chart;

import dev.perfdeck.model.Window;

/// One line of a chart. Any thread may make it; the window's array must not change afterwards.
///
/// @param name   the word in legend and tooltip, `P95`
/// @param colour index of the theme's series colours, 0 to 5
/// @param filled whether the area under the line is tinted
public record Series(String name, int colour, Window window, boolean filled) {
    public static final int COLOURS = 6;

    public Series {
        if (colour < 0 || colour >= COLOURS) {
            throw new IllegalArgumentException("a series colour is 0 to 5, not " + colour);
        }
    }

    /// The sample of that second; NaN where there is none.
    double at(long second) {
        long index = second - window.firstSecond();
        return index < 0 || index >= window.size() ? Double.NaN : window.values()[(int) index];
    }
}
