package dev.perfdeck.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.app.Locked;
import dev.perfdeck.app.Session;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth;
import dev.perfdeck.support.Until;
import dev.perfdeck.ui.desktop.Desktop;
import dev.perfdeck.ui.dialog.PasswordModel;
import dev.perfdeck.ui.shell.ShellView;
import dev.perfdeck.ui.shell.ShellWindow;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/// A server that wants a password, and a person who mistypes it first.
@SuppressWarnings("NullAway.Init") // set in `open`
class PasswordDialogTest {
    private final FxRobot robot = new FxRobot();
    private ShellView shell;
    private Stage stage;

    private static <T> T onScreen(Callable<T> step) throws Exception {
        var done = new CompletableFuture<T>();
        Platform.runLater(() -> {
            try {
                done.complete(step.call());
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        return done.get(30, TimeUnit.SECONDS);
    }

    private void open(Session session, Path home) throws Exception {
        try {
            Platform.startup(() -> {});
        } catch (IllegalStateException alreadyStarted) {
            assertThat(alreadyStarted).hasMessageContaining("already");
        }
        onScreen(() -> {
            Platform.setImplicitExit(false);
            Fonts.load();
            stage = new Stage();
            shell = new ShellView(session, new Theme(Theme.Choice.LIGHT), new Work(Desktop.SCREEN));
            new ShellWindow(stage, new WindowState(home.resolve("window.properties"))).show(shell);
            session.onTick(new Pulse(Desktop.SCREEN, shell::refresh)::tick);
            return stage;
        });
    }

    private boolean shown(String query) throws Exception {
        return onScreen(
                () -> robot.lookup(query).tryQuery().map(Node::isVisible).orElse(false));
    }

    private void press(String query) throws Exception {
        onScreen(() -> {
            robot.lookup(query).queryAs(Button.class).fire();
            return query;
        });
    }

    private void enter(String text) throws Exception {
        onScreen(() -> {
            robot.lookup("#password-field").queryAs(PasswordField.class).setText(text);
            return text;
        });
        press("#password-enter");
    }

    @Test
    void aWrongPasswordIsSaidAndTheRightOneLightsTheLamp(@TempDir Path home) throws Exception {
        try (var locked = Locked.start(home);
                var session = locked.session()) {
            open(session, home);
            try {
                Until.until("the banner offers to enter it", () -> shown("#banner-password"));
                press("#banner-password");
                Until.until("the dialog asks", () -> shown("#password-field"));
                assertThat(onScreen(() -> robot.lookup("#password-keep")
                                .queryAs(CheckBox.class)
                                .isDisabled()))
                        .as("there is no keyring here")
                        .isTrue();
                enter("wrong");
                Until.until("the refusal is said", () -> shown("#password-failure"));
                assertThat(onScreen(() -> robot.lookup("#password-failure")
                                .queryAs(Label.class)
                                .getText()))
                        .startsWith("PostgreSQL wants a password")
                        .doesNotContain("wrong");
                // what a person has in the clipboard is often the whole URL
                enter("postgres://postgres:" + locked.pg().password() + "@127.0.0.1/postgres");
                Until.until("the dialog is gone", () -> !shown("#password-field"));
                Until.until("the banner, too", () -> !shown("#banner-password"));
                assertThat(session.health().getFirst().lamp()).isNotEqualTo(SourceHealth.Lamp.DOWN);
            } finally {
                onScreen(() -> {
                    stage.close();
                    return stage;
                });
            }
        }
    }

    @Test
    void theModelTriesOncePerPress(@TempDir Path home) throws Exception {
        try (var locked = Locked.start(home);
                var session = locked.session()) {
            var model = new PasswordModel(session.logins().orElseThrow(), Source.POSTGRESQL, new Work(Runnable::run));
            assertThat(model.ready("")).isFalse();
            assertThat(model.cleaned("plain")).isEqualTo("plain");
            var end = new CompletableFuture<String>();
            model.enter("wrong", false, () -> end.complete("taken"), fault -> end.complete(fault.summary()));
            assertThat(end.get(30, TimeUnit.SECONDS)).startsWith("PostgreSQL wants a password");
            assertThat(model.ready("again")).isTrue();
            var second = new CompletableFuture<String>();
            model.enter(
                    locked.pg().password(), false, () -> second.complete("taken"), f -> second.complete(f.summary()));
            assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo("taken");
        }
    }
}
