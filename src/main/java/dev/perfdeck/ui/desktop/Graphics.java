package dev.perfdeck.ui.desktop;

import java.nio.file.Files;
import java.nio.file.Path;

/// Which of the toolkit's pipelines to ask for. Only on Linux is there anything to decide: without a graphics card the
/// toolkit would load a software OpenGL of 50 MB, reject it and then draw by itself, so it is told at once.
final class Graphics {
    private static final String ORDER = "prism.order";

    private Graphics() {}

    /// To be called before the toolkit starts. A choice that the user made on the command line stands.
    static void choose() {
        if (System.getProperty(ORDER) == null && withoutCard(System.getProperty("os.name", ""), Path.of("/dev/dri"))) {
            System.setProperty(ORDER, "sw");
        }
    }

    static boolean withoutCard(String system, Path cards) {
        return system.equals("Linux") && !Files.isDirectory(cards);
    }
}
