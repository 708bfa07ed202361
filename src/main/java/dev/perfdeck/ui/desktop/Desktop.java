package dev.perfdeck.ui.desktop;

import dev.perfdeck.app.Opening;
import dev.perfdeck.app.Session;
import dev.perfdeck.model.Fault;
import dev.perfdeck.ui.Fonts;
import dev.perfdeck.ui.Pulse;
import dev.perfdeck.ui.Theme;
import dev.perfdeck.ui.WindowState;
import dev.perfdeck.ui.Work;
import dev.perfdeck.ui.shell.ShellView;
import dev.perfdeck.ui.shell.ShellWindow;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// The program's window, from the first picture to the last: it shows at once, says what it waits for, and swaps to the
/// shell when the session is open.
public final class Desktop {
    /// The one place that names the FX thread's queue; everything else is given this executor.
    public static final Executor SCREEN = Platform::runLater;

    private final Opening opening;
    private final WindowState state;
    private final AtomicReference<@Nullable Session> session = new AtomicReference<>();
    private final AtomicInteger exitCode = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    private Desktop(Opening opening, WindowState state) {
        this.opening = opening;
        this.state = state;
    }

    /// Shows the window and returns its exit code when it has been closed and everything it started has ended.
    public static int show(Opening opening, WindowState state) throws InterruptedException {
        var desktop = new Desktop(opening, state);
        Graphics.choose();
        Platform.setImplicitExit(false);
        Platform.startup(() -> desktop.start(new Stage()));
        desktop.closed.await();
        Platform.exit();
        return desktop.exitCode.get();
    }

    private void start(Stage stage) {
        Fonts.load();
        var theme = new Theme(state.theme());
        theme.choice().addListener((property, before, now) -> state.theme(now));
        var window = new ShellWindow(stage, state);
        var waiting = new OpeningView();
        window.show(waiting.root());
        stage.setOnHidden(hidden -> finish());
        new Work(SCREEN)
                .run(
                        "open",
                        () -> opening.open(step -> SCREEN.execute(() -> waiting.say(step))),
                        opened -> show(opened, window, theme),
                        fault -> fail(waiting, fault));
    }

    private void show(Session opened, ShellWindow window, Theme theme) {
        session.set(opened);
        if (closed.getCount() == 0 || !window.showing()) {
            opened.close();
            return;
        }
        var shell = new ShellView(opened, theme, new Work(SCREEN));
        window.show(shell);
        var pulse = new Pulse(SCREEN, shell::refresh);
        opened.onTick(pulse::tick);
    }

    private void fail(OpeningView waiting, Fault fault) {
        exitCode.set(fault instanceof Fault.Rejected ? 2 : 4);
        waiting.fail(fault);
    }

    /// Off the FX thread, so that the window is gone at once while servers stop.
    private void finish() {
        state.save();
        Thread.ofPlatform().name("close").start(() -> {
            var open = session.get();
            if (open != null) {
                open.close();
            }
            closed.countDown();
        });
    }
}
