package dev.perfdeck.ui.chart;

import java.util.List;
import java.util.Objects;
import javafx.scene.text.Font;

/// The bundled faces, as the window loads them.
final class Fonts {
    static final List<String> FILES = List.of(
            "PerfdeckSans-Regular.otf",
            "PerfdeckSans-Medium.otf",
            "PerfdeckSans-SemiBold.otf",
            "PerfdeckMono-Regular.ttf");

    private Fonts() {}

    static List<Font> load() {
        return FILES.stream()
                .map(file -> Font.loadFont(
                        Objects.requireNonNull(Fonts.class.getResourceAsStream("/dev/perfdeck/ui/fonts/" + file)), 13))
                .map(Objects::requireNonNull)
                .toList();
    }
}
