package dev.perfdeck.ui;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Size and theme of the window, kept from one run to the next. A file that cannot be read counts for nothing.
public final class WindowState {
    private static final Logger log = LoggerFactory.getLogger(WindowState.class);
    private static final long LARGEST_FILE = 64 * 1024;

    private final Path file;
    private double width = 1280;
    private double height = 800;
    private Theme.Choice theme = Theme.Choice.SYSTEM;

    public WindowState(Path file) {
        this.file = file;
        try {
            if (Files.isRegularFile(file) && Files.size(file) < LARGEST_FILE) {
                read(Files.readString(file));
            }
        } catch (IOException | IllegalArgumentException e) {
            log.warn("window state {} is not readable, defaults are used: {}", file, e.toString());
        }
    }

    private void read(String text) throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(text));
        width = Math.clamp(Double.parseDouble(properties.getProperty("width", "1280")), 1000, 10_000);
        height = Math.clamp(Double.parseDouble(properties.getProperty("height", "800")), 700, 10_000);
        theme = Theme.Choice.valueOf(properties.getProperty("theme", "SYSTEM"));
    }

    public double width() {
        return width;
    }

    public double height() {
        return height;
    }

    public void size(double newWidth, double newHeight) {
        width = newWidth;
        height = newHeight;
    }

    public Theme.Choice theme() {
        return theme;
    }

    public void theme(Theme.Choice choice) {
        theme = choice;
    }

    public void save() {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "width=%s%nheight=%s%ntheme=%s%n".formatted(width, height, theme));
        } catch (IOException e) {
            log.warn("window state {} cannot be written: {}", file, e.toString());
        }
    }
}
