package dev.perfdeck.ui;

import dev.perfdeck.app.Session;
import dev.perfdeck.app.SmallDemo;
import dev.perfdeck.ui.desktop.Desktop;
import dev.perfdeck.ui.shell.ShellView;
import dev.perfdeck.ui.shell.ShellWindow;
import java.nio.file.Path;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/// The whole window on a demo of its own, as a user sees it, without a screen. Any thread.
public final class DemoWindow {
    private final SmallDemo demo;
    private final Stage stage;
    private final ShellView shell;

    private DemoWindow(SmallDemo demo, Stage stage, ShellView shell) {
        this.demo = demo;
        this.stage = stage;
        this.shell = shell;
    }

    public static DemoWindow open(Path home, Theme.Choice theme) throws Exception {
        OnScreen.start();
        var demo = SmallDemo.start(home);
        return OnScreen.run(() -> {
            var stage = new Stage();
            var window = new ShellWindow(stage, new WindowState(home.resolve("window.properties")));
            var shell = new ShellView(demo.session(), new Theme(theme), new Work(Desktop.SCREEN));
            window.show(shell);
            demo.session().onTick(new Pulse(Desktop.SCREEN, shell::refresh)::tick);
            return new DemoWindow(demo, stage, shell);
        });
    }

    public SmallDemo demo() {
        return demo;
    }

    public Session session() {
        return demo.session();
    }

    public Stage stage() {
        return stage;
    }

    public ShellView shell() {
        return shell;
    }

    public void go(int screen) throws Exception {
        OnScreen.run(() -> {
            shell.openNumber(screen);
            return shell;
        });
    }

    /// Shows another view in the place of the screens.
    public Parent put(View view) throws Exception {
        return OnScreen.run(() -> {
            ((StackPane) shell.root().lookup(".stage")).getChildren().setAll(view.node());
            return view.node();
        });
    }

    /// Draws what is there now, at once.
    public void lay() throws Exception {
        OnScreen.run(() -> {
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
            return stage;
        });
    }

    public void size(double width, double height) throws Exception {
        OnScreen.run(() -> {
            stage.setWidth(width);
            stage.setHeight(height);
            return stage;
        });
    }

    public void close() throws Exception {
        OnScreen.run(() -> {
            stage.close();
            return stage;
        });
        demo.close();
    }
}
