package dev.perfdeck.ui.shell;

import dev.perfdeck.ui.WindowState;
import java.util.Objects;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.layout.Region;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// The stage and its scene: size, style sheets, keys.
public final class ShellWindow {
    static final double LEAST_WIDTH = 1000;
    static final double LEAST_HEIGHT = 700;

    private final Stage stage;
    private final Scene scene;

    public ShellWindow(Stage stage, WindowState state) {
        this.stage = stage;
        // A size kept from a larger screen, or made for one, must not put the window's edges out of reach.
        var screen = Screen.getPrimary().getVisualBounds();
        this.scene = new Scene(
                new Region(), Math.min(state.width(), screen.getWidth()), Math.min(state.height(), screen.getHeight()));
        scene.getStylesheets().add(sheet("/dev/perfdeck/ui/perfdeck.css"));
        scene.getStylesheets().add(sheet("/dev/perfdeck/ui/chart/chart.css"));
        scene.widthProperty().subscribe(() -> state.size(scene.getWidth(), scene.getHeight()));
        scene.heightProperty().subscribe(() -> state.size(scene.getWidth(), scene.getHeight()));
        stage.setTitle("Perfdeck");
        stage.getIcons().add(new Image(sheet("/dev/perfdeck/ui/icon.png")));
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setScene(scene);
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(ShellWindow.class.getResource(name), name).toExternalForm();
    }

    /// Shows whatever stands before the shell.
    public void show(Parent root) {
        scene.setRoot(root);
        stage.show();
    }

    public void show(ShellView shell) {
        show(shell.root());
        Keys.install(scene, shell);
    }

    /// What the window shows now; the picture belongs to the receiver.
    public Image picture() {
        return scene.snapshot(null);
    }

    public void close() {
        stage.close();
    }

    public boolean showing() {
        return stage.isShowing();
    }
}
