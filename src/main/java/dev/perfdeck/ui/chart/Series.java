package dev.perfdeck.ui.chart;

import dev.perfdeck.model.Window;
import java.util.ArrayList;
import java.util.List;

/// One line of a chart. Any thread may make it; the window's array must not change afterwards.
///
/// @param name   the word in legend and tooltip, `P95`
/// @param colour index of the theme's series colours, 0 to 5
/// @param filled whether the area under the line is tinted
/// @param drawn  what the line follows: the window, or in a stack the sum of it and all below it
public record Series(String name, int colour, Window window, boolean filled, Window drawn) {
    public static final int COLOURS = 6;

    public Series {
        if (colour < 0 || colour >= COLOURS) {
            throw new IllegalArgumentException("a series colour is 0 to 5, not " + colour);
        }
    }

    public Series(String name, int colour, Window window, boolean filled) {
        this(name, colour, window, filled, window);
    }

    /// Piles series of the same seconds up, the first at the bottom; each still says its own values.
    public static List<Series> stack(List<Series> series) {
        var piled = new ArrayList<Series>();
        var sum = new double[0];
        for (var each : series) {
            var values = each.window.values();
            var top = values.clone();
            for (int i = 0; i < Math.min(sum.length, top.length); i++) {
                top[i] += sum[i];
            }
            sum = top;
            piled.add(new Series(
                    each.name,
                    each.colour,
                    each.window,
                    true,
                    new Window(each.window.metric(), each.window.firstSecond(), top)));
        }
        return List.copyOf(piled);
    }

    /// Whether it stands on others.
    boolean piled() {
        return !drawn.equals(window);
    }

    /// The sample of that second; NaN where there is none.
    double at(long second) {
        long index = second - window.firstSecond();
        return index < 0 || index >= window.size() ? Double.NaN : window.values()[(int) index];
    }
}
