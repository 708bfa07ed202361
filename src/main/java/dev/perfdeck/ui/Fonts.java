package dev.perfdeck.ui;

import java.util.List;
import javafx.scene.text.Font;

/// The bundled faces: the same look, and figures of equal width, on every system.
public final class Fonts {
    private static final List<String> FILES = List.of(
            "PerfdeckSans-Regular.otf",
            "PerfdeckSans-Medium.otf",
            "PerfdeckSans-SemiBold.otf",
            "PerfdeckMono-Regular.ttf");

    private Fonts() {}

    public static void load() {
        for (var file : FILES) {
            var stream = Fonts.class.getResourceAsStream("fonts/" + file);
            if (stream == null || Font.loadFont(stream, 13) == null) {
                throw new IllegalStateException("cannot load the font " + file);
            }
        }
    }
}
