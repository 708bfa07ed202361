package dev.perfdeck;

import dev.perfdeck.app.Launch;
import dev.perfdeck.app.Opener;
import dev.perfdeck.app.Session;
import dev.perfdeck.model.advice.AdviceRequest;
import dev.perfdeck.ui.Fonts;
import dev.perfdeck.ui.Theme;
import dev.perfdeck.ui.WindowState;
import dev.perfdeck.ui.Work;
import dev.perfdeck.ui.desktop.Desktop;
import dev.perfdeck.ui.shell.ShellView;
import dev.perfdeck.ui.shell.ShellWindow;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/// `./dev screenshots`: the pictures of docs/images, taken from the running demo before and after its indexes. Every
/// figure in them was measured while they were taken.
final class Screenshots {
    /// Screens by their place in the sidebar.
    private static final int OVERVIEW = 1;

    private static final int CACHE = 2;
    private static final int QUERIES = 3;
    private static final int ACTIVITY = 4;
    private static final int INDEXES = 5;
    private static final int ADVICE = 6;
    private static final int STATEMENTS = 200;
    private static final Duration HISTORY = Duration.ofSeconds(100);

    private final Session session;
    private final Path folder;

    private Screenshots(Session session, Path folder) {
        this.session = session;
        this.folder = folder;
    }

    static void main(String[] args) throws Exception {
        var folder = Path.of(args[0]);
        Files.createDirectories(folder);
        Platform.startup(() -> Platform.setImplicitExit(false));
        try (var session = new Opener(Map.of("PERFDECK_API_PORT", "0"))
                .open(new Launch(true, Optional.empty(), Optional.empty()), System.err::println)) {
            new Screenshots(session, folder).take();
        }
        System.exit(0);
    }

    private void take() throws Exception {
        Thread.sleep(HISTORY);
        shoot("overview-before");
        screen("queries", QUERIES);
        screen("activity", ACTIVITY);
        screen("indexes", INDEXES);
        var all = new AdviceRequest(OptionalLong.empty(), STATEMENTS, Optional.empty(), Optional.empty());
        session.advice().orElseThrow().advise(all).await();
        screen("advice", ADVICE);
        session.applyIndexes().await();
        Thread.sleep(HISTORY);
        shoot("overview-after");
        screen("cache", CACHE);
    }

    private void shoot(String name) throws Exception {
        for (var theme : new Theme.Choice[] {Theme.Choice.DARK, Theme.Choice.LIGHT}) {
            for (var size : new int[][] {{1280, 800}, {1000, 700}}) {
                var suffix = size[0] == 1280 ? "" : "-small";
                var file =
                        folder.resolve(name + "-" + theme.name().toLowerCase(java.util.Locale.ROOT) + suffix + ".png");
                picture(theme, size[0], size[1], OVERVIEW, file);
                System.err.println(file);
            }
        }
    }

    private void screen(String name, int number) throws Exception {
        for (var theme : new Theme.Choice[] {Theme.Choice.DARK, Theme.Choice.LIGHT}) {
            var file = folder.resolve(name + "-" + theme.name().toLowerCase(java.util.Locale.ROOT) + ".png");
            picture(theme, 1280, 800, number, file);
            System.err.println(file);
        }
    }

    private void picture(Theme.Choice choice, int width, int height, int screen, Path file) throws Exception {
        var state = new WindowState(Path.of("nowhere", "window.properties"));
        state.size(width, height);
        var opened = new CompletableFuture<ShellWindow>();
        var views = new CompletableFuture<ShellView>();
        onScreen(() -> {
            Fonts.load();
            var theme = new Theme(choice);
            var window = new ShellWindow(new Stage(), state);
            var shell = new ShellView(session, theme, new Work(Desktop.SCREEN));
            window.show(shell);
            // The headless screen is smaller than either.
            var frame = shell.root().getScene().getWindow();
            frame.setWidth(width);
            frame.setHeight(height);
            shell.openNumber(screen);
            opened.complete(window);
            views.complete(shell);
        });
        for (int pulse = 0; pulse < 25; pulse++) {
            onScreen(() -> views.join().refresh());
            Thread.sleep(Duration.ofMillis(200));
        }
        onScreen(() -> {
            write(opened.join(), file);
            opened.join().close();
        });
    }

    private static void onScreen(Runnable step) throws Exception {
        var done = new CompletableFuture<Void>();
        Desktop.SCREEN.execute(() -> {
            try {
                step.run();
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        done.get(30, TimeUnit.SECONDS);
    }

    private static void write(ShellWindow window, Path file) {
        var picture = window.picture();
        var width = (int) picture.getWidth();
        var height = (int) picture.getHeight();
        var copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, picture.getPixelReader().getArgb(x, y));
            }
        }
        try {
            ImageIO.write(copy, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
